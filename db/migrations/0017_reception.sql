ALTER TABLE "businesses" ADD COLUMN "holidays" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "businesses" ADD COLUMN "greeting" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "businesses" ADD COLUMN "away_text" text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX "messages_asked" ON "messages" USING btree ("business_id","created_at") WHERE sender_role = 'customer';