-- No index holds what every message moves: see docs/decisions/2026-11-23-a-message-moves-no-index.md.
CREATE TABLE "untold_conversations" (
	"conversation_id" uuid PRIMARY KEY NOT NULL,
	"since" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
DROP INDEX "conversations_untold";--> statement-breakpoint
DROP INDEX "conversations_noted";--> statement-breakpoint
DROP INDEX "conversations_inbox";--> statement-breakpoint
DROP INDEX "conversations_assigned";--> statement-breakpoint
DROP INDEX "conversations_unassigned";--> statement-breakpoint
DROP INDEX "conversations_waiting";--> statement-breakpoint
DROP INDEX "conversations_priority";--> statement-breakpoint
DROP INDEX "conversations_channel";--> statement-breakpoint
DROP INDEX "conversations_customer";--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "last_span" timestamp (3) with time zone GENERATED ALWAYS AS (date_bin('4 minutes', last_message_at, timestamptz '2000-01-01 00:00:00Z')) STORED,
  ADD COLUMN "is_waiting" boolean GENERATED ALWAYS AS (status = 'open' and assignee_id is null and last_sender_name <> ''
  and (last_sender_role = 'customer' or last_sender_role = 'bot' and is_with_people)) STORED;--> statement-breakpoint
ALTER TABLE "untold_conversations" ADD CONSTRAINT "untold_conversations_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
INSERT INTO "untold_conversations" ("conversation_id") SELECT "id" FROM "conversations" WHERE "told_rev" <> "rev" OR "told_work_rev" <> "work_rev";--> statement-breakpoint
CREATE INDEX "untold_conversations_since" ON "untold_conversations" USING btree ("since");--> statement-breakpoint
CREATE INDEX "conversations_noted" ON "conversations" USING btree ("business_id","last_span" DESC NULLS LAST) WHERE kind = 'internal';--> statement-breakpoint
CREATE INDEX "conversations_inbox" ON "conversations" USING btree ("business_id","status","last_span" DESC NULLS LAST) WHERE kind in ('direct', 'group');--> statement-breakpoint
CREATE INDEX "conversations_assigned" ON "conversations" USING btree ("assignee_id","business_id","status","last_span" DESC NULLS LAST) WHERE kind in ('direct', 'group') and assignee_id is not null;--> statement-breakpoint
CREATE INDEX "conversations_unassigned" ON "conversations" USING btree ("business_id","status","last_span" DESC NULLS LAST) WHERE kind in ('direct', 'group') and assignee_id is null;--> statement-breakpoint
CREATE INDEX "conversations_waiting" ON "conversations" USING btree ("business_id",((is_with_people or kind = 'group')::int),"last_span" DESC NULLS LAST) WHERE kind in ('direct', 'group') and is_waiting;--> statement-breakpoint
CREATE INDEX "conversations_priority" ON "conversations" USING btree ("business_id","status","priority" DESC NULLS LAST,"last_span" DESC NULLS LAST) WHERE kind in ('direct', 'group');--> statement-breakpoint
CREATE INDEX "conversations_channel" ON "conversations" USING btree ("business_id","channel","status","last_span" DESC NULLS LAST) WHERE kind in ('direct', 'group') and channel <> 'chat';--> statement-breakpoint
CREATE INDEX "conversations_customer" ON "conversations" USING btree ("customer_id","last_span" DESC NULLS LAST);