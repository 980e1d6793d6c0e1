CREATE TABLE "retentions" (
	"business_id" uuid PRIMARY KEY NOT NULL,
	"message_days" integer,
	"archive_days" integer,
	"next_message_days" integer,
	"next_archive_days" integer,
	"next_from" timestamp (3) with time zone,
	"run_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"taken" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "retentions_messages" CHECK (least("retentions"."message_days", "retentions"."next_message_days") >= 30),
	CONSTRAINT "retentions_archive" CHECK (least("retentions"."archive_days", "retentions"."next_archive_days") >= 7)
);
--> statement-breakpoint
ALTER TABLE "retentions" ADD CONSTRAINT "retentions_business_id_businesses_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."businesses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "retentions_due" ON "retentions" USING btree ("run_at");--> statement-breakpoint
CREATE INDEX "messages_words" ON "messages" USING btree ("business_id","created_at") WHERE deleted_at is null and (kind <> 'system'
  or metadata ->> 'text' <> '' and metadata ->> 'state' in ('kept', 'withdrawn') or metadata ->> 'comment' <> '');