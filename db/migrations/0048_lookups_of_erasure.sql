DROP INDEX "saved_views_person";--> statement-breakpoint
CREATE INDEX "invitations_creator" ON "invitations" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "invitations_email" ON "invitations" USING btree ("email") WHERE email is not null;--> statement-breakpoint
CREATE INDEX "later_messages_user" ON "later_messages" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "readers_mail" ON "readers" USING btree ("mail_address") WHERE mail_address is not null;--> statement-breakpoint
CREATE INDEX "saved_views_person" ON "saved_views" USING btree ("user_id","business_id","created_at","id");