DROP INDEX "conversations_tags";--> statement-breakpoint
DROP INDEX "conversations_unassigned";--> statement-breakpoint
DROP INDEX "closings_business";--> statement-breakpoint
DROP INDEX "figure_spans_period";--> statement-breakpoint
CREATE INDEX "conversations_assigned_due" ON "conversations" USING btree ("assignee_id","business_id","status","due_at","id") WHERE kind in ('direct', 'group') and due_at is not null and assignee_id is not null;--> statement-breakpoint
CREATE INDEX "conversations_tags_open" ON "conversations" USING gin ("tags") WITH (fastupdate=true,gin_pending_list_limit=64) WHERE kind in ('direct', 'group') and status = 'open' and tags <> '{}';--> statement-breakpoint
CREATE INDEX "conversations_tags_snoozed" ON "conversations" USING gin ("tags") WITH (fastupdate=true,gin_pending_list_limit=64) WHERE kind in ('direct', 'group') and status = 'snoozed' and tags <> '{}';--> statement-breakpoint
CREATE INDEX "conversations_tags_completed" ON "conversations" USING gin ("tags") WITH (fastupdate=true,gin_pending_list_limit=64) WHERE kind in ('direct', 'group') and status = 'completed' and tags <> '{}';--> statement-breakpoint
CREATE INDEX "conversations_tags_archived" ON "conversations" USING gin ("tags") WITH (fastupdate=true,gin_pending_list_limit=64) WHERE kind in ('direct', 'group') and status = 'archived' and tags <> '{}';--> statement-breakpoint
CREATE INDEX "messages_thread_place" ON "messages" USING btree ("thread_id","seq") WHERE thread_id is not null;--> statement-breakpoint
CREATE INDEX "conversations_unassigned" ON "conversations" USING btree ("business_id","status","last_message_at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE kind in ('direct', 'group') and assignee_id is null;--> statement-breakpoint
CREATE INDEX "closings_business" ON "closings" USING btree ("business_id","closed_at","rating") WHERE closed_at is not null;--> statement-breakpoint
CREATE INDEX "figure_spans_period" ON "figure_spans" USING btree ("business_id","ending","ended_at","seconds","user_id","conversation_id");