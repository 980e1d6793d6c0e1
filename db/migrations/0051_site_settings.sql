CREATE TABLE "site_settings" (
	"key" text PRIMARY KEY NOT NULL,
	"value" integer NOT NULL,
	"changed_by" uuid NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "site_settings_mean_something" CHECK (key ~ '^limit:.{1,60}$' and value >= 1 or key ~ '^switch:.{1,60}$' and value = 0)
);
