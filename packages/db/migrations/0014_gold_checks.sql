CREATE TABLE "gold_gaps" (
	"annotator_id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"since" integer NOT NULL,
	CONSTRAINT "gold_gaps_annotator_id_batch_id_pk" PRIMARY KEY("annotator_id","batch_id")
);
--> statement-breakpoint
ALTER TABLE "annotators" ADD COLUMN "paused_by" text;--> statement-breakpoint
ALTER TABLE "annotators" ADD COLUMN "resumed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "gold_rate" double precision DEFAULT 0.1 NOT NULL;--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "minimum_active_ms" integer;--> statement-breakpoint
ALTER TABLE "golds" ADD COLUMN "retired_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "ratings" ADD COLUMN "gold_right" boolean;--> statement-breakpoint
ALTER TABLE "gold_gaps" ADD CONSTRAINT "gold_gaps_annotator_id_annotators_id_fk" FOREIGN KEY ("annotator_id") REFERENCES "public"."annotators"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gold_gaps" ADD CONSTRAINT "gold_gaps_batch_id_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."batches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "gold_gaps_batch_id_index" ON "gold_gaps" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "ratings_golds" ON "ratings" USING btree ("annotator_id","created_at") WHERE "ratings"."gold_right" is not null;--> statement-breakpoint
CREATE INDEX "tasks_golds" ON "tasks" USING btree ("batch_id") WHERE "tasks"."overlap" is null;--> statement-breakpoint
ALTER TABLE "batches" ADD CONSTRAINT "batches_gold_rate" CHECK ("batches"."gold_rate" between 0 and 0.5);