DROP INDEX "conversations_waiting";--> statement-breakpoint
CREATE INDEX "conversations_waiting" ON "conversations" USING btree ("business_id",((is_with_people or kind = 'group')::int),"last_message_at","id") WHERE kind in ('direct', 'group') and status = 'open' and assignee_id is null and last_sender_name <> ''
  and (last_sender_role = 'customer' or last_sender_role = 'bot' and is_with_people);