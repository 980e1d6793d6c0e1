CREATE TABLE "logos" (
	"id" uuid PRIMARY KEY NOT NULL,
	"business_id" uuid NOT NULL,
	"left_at" timestamp (3) with time zone DEFAULT now(),
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "businesses" ADD COLUMN "logo_id" uuid;--> statement-breakpoint
ALTER TABLE "logos" ADD CONSTRAINT "logos_business_id_businesses_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."businesses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "logos_left" ON "logos" USING btree ("left_at") WHERE left_at is not null;--> statement-breakpoint
CREATE INDEX "logos_shown" ON "logos" USING btree ("business_id") WHERE left_at is null;