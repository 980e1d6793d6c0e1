DROP INDEX "secrets_end";--> statement-breakpoint
ALTER TABLE "secrets" ADD COLUMN "remove_at" timestamp (3) with time zone NOT NULL;--> statement-breakpoint
CREATE INDEX "secrets_removal" ON "secrets" USING btree ("remove_at");