CREATE TABLE "pipelines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"name" text NOT NULL,
	"text" text NOT NULL,
	"on_error" text NOT NULL,
	"budget_hours" double precision,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "pipelines_projectId_number_unique" UNIQUE("project_id","number")
);
--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "pipeline_id" uuid;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "step" text;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "step_order" integer;--> statement-breakpoint
ALTER TABLE "pipelines" ADD CONSTRAINT "pipelines_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pipelines" ADD CONSTRAINT "pipelines_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_pipeline_id_pipelines_id_fk" FOREIGN KEY ("pipeline_id") REFERENCES "public"."pipelines"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_step" UNIQUE("pipeline_id","step");