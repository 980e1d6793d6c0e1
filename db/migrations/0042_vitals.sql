CREATE TABLE "vitals" (
	"minute" timestamp (3) with time zone PRIMARY KEY NOT NULL,
	"shards" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"waiting" integer DEFAULT 0 NOT NULL,
	"late_ms" double precision DEFAULT 0 NOT NULL
);
