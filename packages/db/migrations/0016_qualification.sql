CREATE TABLE "qualification_attempts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"annotator_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"questions" integer NOT NULL,
	"pass_mark" integer NOT NULL,
	"result" text DEFAULT 'open' NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "qualification_attempts_number" UNIQUE("annotator_id","number"),
	CONSTRAINT "qualification_attempts_end" CHECK (("qualification_attempts"."result" = 'open') = ("qualification_attempts"."ended_at" is null))
);
--> statement-breakpoint
CREATE TABLE "qualification_items" (
	"task_id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"place" integer NOT NULL,
	"explanation" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "qualification_items_place" UNIQUE("project_id","place")
);
--> statement-breakpoint
CREATE TABLE "qualification_questions" (
	"attempt_id" uuid NOT NULL,
	"place" integer NOT NULL,
	"task_id" uuid NOT NULL,
	"token" text NOT NULL,
	"shown_order" smallint[] NOT NULL,
	"explanation" text NOT NULL,
	"answer" jsonb,
	"right" boolean,
	"form_id" uuid,
	"guideline_id" uuid,
	"answered_at" timestamp (3) with time zone,
	"read_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "qualification_questions_attempt_id_place_pk" PRIMARY KEY("attempt_id","place"),
	CONSTRAINT "qualification_questions_token_unique" UNIQUE("token"),
	CONSTRAINT "qualification_questions_once" UNIQUE("attempt_id","task_id"),
	CONSTRAINT "qualification_questions_answer" CHECK (("qualification_questions"."answer" is null) = ("qualification_questions"."answered_at" is null)),
	CONSTRAINT "qualification_questions_judged" CHECK (("qualification_questions"."right" is null) = ("qualification_questions"."answer" is null)),
	CONSTRAINT "qualification_questions_read" CHECK ("qualification_questions"."read_at" is null or "qualification_questions"."answered_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "qualifications" (
	"project_id" uuid PRIMARY KEY NOT NULL,
	"enabled" boolean NOT NULL,
	"questions" integer NOT NULL,
	"pass_mark" integer NOT NULL,
	"attempts" integer NOT NULL,
	"order" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "qualifications_mark" CHECK ("qualifications"."pass_mark" between 1 and "qualifications"."questions" and "qualifications"."attempts" > 0)
);
--> statement-breakpoint
ALTER TABLE "annotators" ADD COLUMN "qualified_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "annotators" ADD COLUMN "qualified_by" text;--> statement-breakpoint
ALTER TABLE "annotators" ADD COLUMN "extra_attempts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "qualification_attempts" ADD CONSTRAINT "qualification_attempts_annotator_id_annotators_id_fk" FOREIGN KEY ("annotator_id") REFERENCES "public"."annotators"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qualification_items" ADD CONSTRAINT "qualification_items_task_id_golds_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."golds"("task_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qualification_items" ADD CONSTRAINT "qualification_items_project_id_qualifications_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."qualifications"("project_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qualification_questions" ADD CONSTRAINT "qualification_questions_attempt_id_qualification_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."qualification_attempts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qualification_questions" ADD CONSTRAINT "qualification_questions_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qualification_questions" ADD CONSTRAINT "qualification_questions_form_id_rating_forms_id_fk" FOREIGN KEY ("form_id") REFERENCES "public"."rating_forms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qualification_questions" ADD CONSTRAINT "qualification_questions_guideline_id_guidelines_id_fk" FOREIGN KEY ("guideline_id") REFERENCES "public"."guidelines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qualifications" ADD CONSTRAINT "qualifications_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "qualification_attempts_open" ON "qualification_attempts" USING btree ("annotator_id") WHERE "qualification_attempts"."result" = 'open';--> statement-breakpoint
CREATE INDEX "qualification_questions_task_id_index" ON "qualification_questions" USING btree ("task_id");--> statement-breakpoint
ALTER TABLE "annotators" ADD CONSTRAINT "annotators_qualified" CHECK (("annotators"."qualified_at" is null) = ("annotators"."qualified_by" is null));