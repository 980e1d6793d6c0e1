DROP INDEX "promises_conversation";--> statement-breakpoint
CREATE INDEX "promises_conversation" ON "promises" USING btree ("conversation_id","due_at") WHERE state in ('open', 'missed');