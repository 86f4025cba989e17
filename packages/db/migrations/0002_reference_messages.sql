ALTER TABLE "prompts" ALTER COLUMN "reference" SET DATA TYPE jsonb USING to_jsonb("reference");
