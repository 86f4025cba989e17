ALTER TABLE "runs" ADD COLUMN "priority" text DEFAULT 'normal' NOT NULL;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "claimed_at" timestamp (3) with time zone;--> statement-breakpoint
UPDATE "runs" SET "claimed_at" = "started_at" WHERE "started_at" IS NOT NULL;
