DROP INDEX "conversations_inbox";--> statement-breakpoint
ALTER TABLE "businesses" ADD COLUMN "hours" jsonb;--> statement-breakpoint
ALTER TABLE "businesses" ADD COLUMN "time_zone" text DEFAULT 'UTC' NOT NULL;--> statement-breakpoint
CREATE INDEX "businesses_category" ON "businesses" USING btree ("category","name","id");--> statement-breakpoint
CREATE UNIQUE INDEX "conversations_broadcast" ON "conversations" USING btree ("business_id") WHERE kind = 'broadcast';--> statement-breakpoint
CREATE INDEX "memberships_team" ON "memberships" USING btree ("business_id","role" DESC NULLS LAST,"created_at","user_id");--> statement-breakpoint
CREATE INDEX "conversations_inbox" ON "conversations" USING btree ("business_id","last_message_at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE kind = 'direct';