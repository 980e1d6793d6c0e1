ALTER TABLE "webhooks" ADD COLUMN "owners_told_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "webhooks_untold" ON "webhooks" USING btree ("disabled_at") WHERE owners_told_at is null and disabled_because in ('gone', 'failing');--> statement-breakpoint
UPDATE "webhooks" SET "owners_told_at" = "disabled_at" WHERE "disabled_at" IS NOT NULL;
