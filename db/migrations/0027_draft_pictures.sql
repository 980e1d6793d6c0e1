DROP INDEX "attachments_unsent";--> statement-breakpoint
DROP INDEX "attachments_uploader";--> statement-breakpoint
ALTER TABLE "attachments" ADD COLUMN "post_id" uuid;--> statement-breakpoint
CREATE INDEX "attachments_unsent" ON "attachments" USING btree ("created_at") WHERE message_id is null and post_id is null;--> statement-breakpoint
CREATE INDEX "attachments_uploader" ON "attachments" USING btree ("uploader_id") WHERE message_id is null and post_id is null;