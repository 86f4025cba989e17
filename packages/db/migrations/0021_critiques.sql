update "rating_forms" set "spec" = '{"critiquing": false}'::jsonb || "spec";
