CREATE TABLE "guideline_acknowledgements" (
	"annotator_id" uuid NOT NULL,
	"guideline_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "guideline_acknowledgements_annotator_id_guideline_id_pk" PRIMARY KEY("annotator_id","guideline_id")
);
--> statement-breakpoint
ALTER TABLE "guideline_acknowledgements" ADD CONSTRAINT "guideline_acknowledgements_annotator_id_annotators_id_fk" FOREIGN KEY ("annotator_id") REFERENCES "public"."annotators"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guideline_acknowledgements" ADD CONSTRAINT "guideline_acknowledgements_guideline_id_guidelines_id_fk" FOREIGN KEY ("guideline_id") REFERENCES "public"."guidelines"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "guideline_acknowledgements_guideline_id_index" ON "guideline_acknowledgements" USING btree ("guideline_id");