ALTER TABLE "conversations" ADD COLUMN "last_mail" jsonb;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "mail_address" text;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_mail_address_unique" UNIQUE("mail_address");