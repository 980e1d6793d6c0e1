ALTER TABLE "businesses" ADD COLUMN "is_in_turn" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "given_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "businesses_in_turn" ON "businesses" USING btree ("id") WHERE is_in_turn;--> statement-breakpoint
CREATE INDEX "conversations_waiting" ON "conversations" USING btree ("business_id","last_message_at","id") WHERE kind in ('direct', 'group') and status = 'open' and assignee_id is null and last_sender_role = 'customer' and last_sender_name <> '';--> statement-breakpoint
CREATE INDEX "conversations_held" ON "conversations" USING btree ("assignee_id","business_id") WHERE assignee_id is not null;