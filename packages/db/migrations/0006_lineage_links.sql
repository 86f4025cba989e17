CREATE TABLE "lineage_links" (
	"project_id" uuid NOT NULL,
	"from_kind" text NOT NULL,
	"from_id" text NOT NULL,
	"to_kind" text NOT NULL,
	"to_id" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "lineage_links_project_id_to_kind_to_id_from_kind_from_id_pk" PRIMARY KEY("project_id","to_kind","to_id","from_kind","from_id")
);
--> statement-breakpoint
ALTER TABLE "lineage_links" ADD CONSTRAINT "lineage_links_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "lineage_links_onward" ON "lineage_links" USING btree ("project_id","from_kind","from_id");