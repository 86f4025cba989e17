ALTER TABLE "memberships" ADD COLUMN "skills" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "languages" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "daily_quota" integer;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "daily_quota" integer;--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "user_ids" uuid[];--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "skills" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "match_language" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "per_person" integer;