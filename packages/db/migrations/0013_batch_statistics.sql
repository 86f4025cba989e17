CREATE TABLE "batch_statistics" (
	"batch_id" uuid PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"epoch" integer DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"worker_id" uuid,
	"requested_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp (3) with time zone,
	"heard_at" timestamp (3) with time zone,
	"error" jsonb,
	"input_hash" text,
	"result" jsonb,
	"as_of" timestamp (3) with time zone,
	"computed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "batch_statistics_error" CHECK (("batch_statistics"."state" = 'failed') = ("batch_statistics"."error" is not null)),
	CONSTRAINT "batch_statistics_done" CHECK ("batch_statistics"."state" <> 'done' or "batch_statistics"."result" is not null),
	CONSTRAINT "batch_statistics_running" CHECK ("batch_statistics"."state" <> 'running' or "batch_statistics"."heard_at" is not null),
	CONSTRAINT "batch_statistics_result" CHECK (num_nonnulls("batch_statistics"."input_hash", "batch_statistics"."result", "batch_statistics"."as_of", "batch_statistics"."computed_at") in (0, 4))
);
--> statement-breakpoint
ALTER TABLE "batch_statistics" ADD CONSTRAINT "batch_statistics_batch_id_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."batches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "batch_statistics_due" ON "batch_statistics" USING btree ("state","requested_at");