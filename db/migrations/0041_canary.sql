CREATE TABLE "canary_runs" (
	"minute" timestamp (3) with time zone PRIMARY KEY NOT NULL,
	"is_over" boolean DEFAULT false NOT NULL,
	"broken" text,
	"why" text,
	"took" jsonb DEFAULT '{}'::jsonb NOT NULL
);
