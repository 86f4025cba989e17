DROP INDEX "tasks_service";--> statement-breakpoint
DROP INDEX "tasks_service_random";--> statement-breakpoint
DROP INDEX "leases_annotator";--> statement-breakpoint
CREATE INDEX "leases_held" ON "leases" USING btree ("annotator_id") WHERE "leases"."state" = 'active';--> statement-breakpoint
CREATE INDEX "tasks_state" ON "tasks" USING btree ("batch_id","status");--> statement-breakpoint
CREATE INDEX "tasks_free" ON "tasks" USING btree ("batch_id","done","shuffle") WHERE "tasks"."status" = 'open' and "tasks"."done" + "tasks"."reserved" < "tasks"."overlap";--> statement-breakpoint
CREATE INDEX "tasks_free_random" ON "tasks" USING btree ("batch_id","shuffle") WHERE "tasks"."status" = 'open' and "tasks"."done" + "tasks"."reserved" < "tasks"."overlap";--> statement-breakpoint
CREATE INDEX "leases_annotator" ON "leases" USING btree ("annotator_id","batch_id","state");