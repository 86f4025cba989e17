ALTER TABLE "ratings" ADD COLUMN "edited_from" smallint;--> statement-breakpoint
ALTER TABLE "ratings" ADD CONSTRAINT "ratings_edited" CHECK ("ratings"."edited_from" is null or "ratings"."edited_response" is not null);--> statement-breakpoint
update "rating_forms" set "spec" = '{"criteria": [], "editing": false}'::jsonb || "spec";
