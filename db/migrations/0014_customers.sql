ALTER TABLE "customer_records" ALTER COLUMN "rev" SET DEFAULT 0;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "time_zone" text;--> statement-breakpoint
ALTER TABLE "customer_records" ADD COLUMN "block_rev" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "customer_records" ADD COLUMN "is_block_owed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "customer_records_owed" ON "customer_records" USING btree ("business_id","customer_id") WHERE is_block_owed;