ALTER TABLE "annotators" ADD COLUMN "settled_tasks" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "annotators" ADD COLUMN "settled_agreement" double precision DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "adaptive" jsonb;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "disputed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "settled_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "tasks_disputed" ON "tasks" USING btree ("project_id") WHERE "tasks"."disputed" and "tasks"."status" = 'done';