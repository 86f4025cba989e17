CREATE TABLE "console_settings" (
	"project_id" uuid PRIMARY KEY NOT NULL,
	"agreement_target" double precision,
	"pay" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "console_settings_target" CHECK ("console_settings"."agreement_target" between 0 and 1)
);
--> statement-breakpoint
CREATE TABLE "rating_tallies" (
	"project_id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"annotator_id" uuid NOT NULL,
	"quarter" timestamp (3) with time zone NOT NULL,
	"ratings" integer NOT NULL,
	"skips" integer NOT NULL,
	"said" integer NOT NULL,
	"said_skips" integer NOT NULL,
	"flagged" integer NOT NULL,
	"counted" integer NOT NULL,
	"sided" integer NOT NULL,
	"lefts" integer NOT NULL,
	"golds_answered" integer NOT NULL,
	"golds_right" integer NOT NULL,
	"work_ratings" integer NOT NULL,
	"work_skips" integer NOT NULL,
	"work_ms" bigint NOT NULL,
	"voided_ratings" integer NOT NULL,
	"voided_ms" bigint NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "rating_tallies_batch_id_annotator_id_quarter_pk" PRIMARY KEY("batch_id","annotator_id","quarter")
);
--> statement-breakpoint
ALTER TABLE "console_settings" ADD CONSTRAINT "console_settings_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rating_tallies" ADD CONSTRAINT "rating_tallies_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rating_tallies" ADD CONSTRAINT "rating_tallies_batch_id_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."batches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rating_tallies" ADD CONSTRAINT "rating_tallies_annotator_id_annotators_id_fk" FOREIGN KEY ("annotator_id") REFERENCES "public"."annotators"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "rating_tallies_project_id_quarter_index" ON "rating_tallies" USING btree ("project_id","quarter");--> statement-breakpoint
CREATE INDEX "rating_tallies_annotator_id_index" ON "rating_tallies" USING btree ("annotator_id");--> statement-breakpoint
-- Adds ratings to the tallies and takes others off: an edit does both with the same rating. Keys in one order, so that
-- two changes that share people do not wait for each other for ever.
-- PL/pgSQL plans it once for each connection; a function in plain SQL would be planned for every rating.
CREATE FUNCTION tally_ratings(added ratings[], removed ratings[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  WITH changed AS (
    SELECT 1 AS sign, a.* FROM unnest(added) a
    UNION ALL SELECT -1, o.* FROM unnest(removed) o
  ), weighed AS (
    SELECT r.*, date_bin('15 minutes', r.created_at, 'epoch') AS quarter, r.verdict = 'skip' AS skip,
      r.shown_order IS NOT NULL AS here, r.voided_at IS NOT NULL AS voided,
      r.voided_at IS NULL AND NOT EXISTS (SELECT 1 FROM golds g WHERE g.task_id = r.task_id) AS standing,
      r.verdict = 'preference' AND r.shown_order IS NOT NULL AS has_side,
      r.shown_order[1] = CASE WHEN r.strength < 0 THEN 0 ELSE 1 END AS to_left
    FROM changed r WHERE r.kind = 'rating'
  )
  INSERT INTO rating_tallies AS t (project_id, batch_id, annotator_id, quarter, ratings, skips, said, said_skips,
    flagged, counted, sided, lefts, golds_answered, golds_right, work_ratings, work_skips, work_ms, voided_ratings,
    voided_ms, last_at)
  SELECT w.project_id, w.batch_id, w.annotator_id, w.quarter,
    coalesce(sum(sign) FILTER (WHERE standing AND NOT skip), 0),
    coalesce(sum(sign) FILTER (WHERE standing AND skip), 0),
    coalesce(sum(sign) FILTER (WHERE standing AND here), 0),
    coalesce(sum(sign) FILTER (WHERE standing AND here AND skip), 0),
    coalesce(sum(sign) FILTER (WHERE standing AND here AND flags <> '{}'), 0),
    coalesce(sum(sign) FILTER (WHERE standing AND here AND counted), 0),
    coalesce(sum(sign) FILTER (WHERE standing AND has_side), 0),
    coalesce(sum(sign) FILTER (WHERE standing AND has_side AND to_left), 0),
    coalesce(sum(sign) FILTER (WHERE NOT voided AND gold_right IS NOT NULL), 0),
    coalesce(sum(sign) FILTER (WHERE NOT voided AND gold_right), 0),
    coalesce(sum(sign) FILTER (WHERE here AND NOT skip), 0),
    coalesce(sum(sign) FILTER (WHERE here AND skip), 0),
    coalesce(sum(sign * active_ms::bigint) FILTER (WHERE here), 0),
    coalesce(sum(sign) FILTER (WHERE here AND voided AND NOT skip), 0),
    coalesce(sum(sign * active_ms::bigint) FILTER (WHERE here AND voided), 0),
    max(created_at)
  FROM weighed w
  -- While a batch or a person is deleted, their ratings go after them: nothing is left to be counted.
  WHERE EXISTS (SELECT 1 FROM batches b WHERE b.id = w.batch_id)
    AND EXISTS (SELECT 1 FROM annotators a WHERE a.id = w.annotator_id)
  GROUP BY w.project_id, w.batch_id, w.annotator_id, w.quarter
  ORDER BY w.batch_id, w.annotator_id, w.quarter
  ON CONFLICT (batch_id, annotator_id, quarter) DO UPDATE SET
    ratings = t.ratings + excluded.ratings, skips = t.skips + excluded.skips, said = t.said + excluded.said,
    said_skips = t.said_skips + excluded.said_skips, flagged = t.flagged + excluded.flagged,
    counted = t.counted + excluded.counted, sided = t.sided + excluded.sided, lefts = t.lefts + excluded.lefts,
    golds_answered = t.golds_answered + excluded.golds_answered, golds_right = t.golds_right + excluded.golds_right,
    work_ratings = t.work_ratings + excluded.work_ratings, work_skips = t.work_skips + excluded.work_skips,
    work_ms = t.work_ms + excluded.work_ms, voided_ratings = t.voided_ratings + excluded.voided_ratings,
    voided_ms = t.voided_ms + excluded.voided_ms, last_at = greatest(t.last_at, excluded.last_at);
END $$;
--> statement-breakpoint
CREATE FUNCTION tally_changed_ratings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF tg_op = 'INSERT' THEN
    PERFORM tally_ratings((SELECT array_agg(ROW(n.*)::ratings) FROM new_rows n), NULL);
  ELSIF tg_op = 'UPDATE' THEN
    PERFORM tally_ratings((SELECT array_agg(ROW(n.*)::ratings) FROM new_rows n),
      (SELECT array_agg(ROW(o.*)::ratings) FROM old_rows o));
  ELSE
    PERFORM tally_ratings(NULL, (SELECT array_agg(ROW(o.*)::ratings) FROM old_rows o));
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER ratings_tally_insert AFTER INSERT ON ratings REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION tally_changed_ratings();
--> statement-breakpoint
CREATE TRIGGER ratings_tally_update AFTER UPDATE ON ratings REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION tally_changed_ratings();
--> statement-breakpoint
CREATE TRIGGER ratings_tally_delete AFTER DELETE ON ratings REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION tally_changed_ratings();
--> statement-breakpoint
-- A pair that is made a gold after somebody rated it: off before, on again after.
CREATE FUNCTION tally_new_gold() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  said ratings[] := (SELECT array_agg(r) FROM ratings r WHERE r.task_id = new.task_id);
BEGIN
  IF tg_when = 'BEFORE' THEN
    PERFORM tally_ratings(NULL, said);
  ELSE
    PERFORM tally_ratings(said, NULL);
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER golds_tally_before BEFORE INSERT ON golds FOR EACH ROW EXECUTE FUNCTION tally_new_gold();
--> statement-breakpoint
CREATE TRIGGER golds_tally_after AFTER INSERT ON golds FOR EACH ROW EXECUTE FUNCTION tally_new_gold();
--> statement-breakpoint
SELECT tally_ratings(array_agg(r), NULL) FROM ratings r GROUP BY r.batch_id, r.annotator_id;
