ALTER TABLE "ratings" DROP CONSTRAINT "ratings_strength_range";--> statement-breakpoint
ALTER TABLE "ratings" ADD COLUMN "scale" smallint;--> statement-breakpoint
ALTER TABLE "ratings" ADD COLUMN "flags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
-- All there was before were scales of seven points.
update "ratings" set "scale" = 7 where "strength" is not null;--> statement-breakpoint
update "rating_forms" set "spec" = jsonb_build_object(
  'pair', jsonb_build_object('scale', 7, 'tie', true, 'bothGood', false, 'bothBad', "spec" -> 'bothBad'),
  'skipReasons', case when ("spec" ->> 'skip')::boolean then jsonb_build_array(
    jsonb_build_object('code', 'cannot-judge', 'label', 'I cannot judge this', 'hint', 'It needs knowledge I do not have'),
    jsonb_build_object('code', 'off-topic', 'label', 'Does not belong here', 'hint', 'Wrong language or task'),
    jsonb_build_object('code', 'broken', 'label', 'Broken', 'hint', 'Empty, cut off or unreadable'),
    jsonb_build_object('code', 'harmful', 'label', 'Harmful', 'hint', 'I do not want to read this'),
    jsonb_build_object('code', 'personal-data', 'label', 'Personal data', 'hint', 'It names or exposes a real person'),
    jsonb_build_object('code', 'other', 'label', 'Another reason', 'hint', 'Say which in a comment')
  ) else '[]'::jsonb end,
  'flags', '["harmful", "personal-data", "broken", "off-topic"]'::jsonb,
  'comment', jsonb_build_object('allowed', "spec" ->> 'comment' <> 'off', 'requiredFor', '[]'::jsonb)
) where "spec" ? 'kind';--> statement-breakpoint
ALTER TABLE "ratings" ADD CONSTRAINT "ratings_scale" CHECK (("ratings"."strength" is null) = ("ratings"."scale" is null));--> statement-breakpoint
ALTER TABLE "ratings" ADD CONSTRAINT "ratings_strength_range" CHECK ("ratings"."strength" is null or ("ratings"."strength" <> 0 and abs("ratings"."strength") <= "ratings"."scale" / 2));
