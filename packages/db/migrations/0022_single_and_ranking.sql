ALTER TABLE "ratings" DROP CONSTRAINT "ratings_scale";--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "task_kind" text DEFAULT 'pair' NOT NULL;--> statement-breakpoint
ALTER TABLE "ratings" ADD COLUMN "grade" smallint;--> statement-breakpoint
ALTER TABLE "ratings" ADD COLUMN "ranking" jsonb;--> statement-breakpoint
ALTER TABLE "ratings" ADD CONSTRAINT "ratings_grade" CHECK (("ratings"."verdict" = 'grade') = ("ratings"."grade" is not null));--> statement-breakpoint
ALTER TABLE "ratings" ADD CONSTRAINT "ratings_ranking" CHECK (("ratings"."verdict" = 'ranking') = ("ratings"."ranking" is not null));--> statement-breakpoint
ALTER TABLE "ratings" ADD CONSTRAINT "ratings_grade_range" CHECK ("ratings"."grade" is null or "ratings"."grade" between 1 and "ratings"."scale");--> statement-breakpoint
ALTER TABLE "ratings" ADD CONSTRAINT "ratings_scale" CHECK ((coalesce("ratings"."strength", "ratings"."grade") is null) = ("ratings"."scale" is null));--> statement-breakpoint
update "rating_forms" set "spec" = '{"single": {"scale": "thumbs"}, "ranking": {"ties": true, "partial": true}}'::jsonb || "spec";
