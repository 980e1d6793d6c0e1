CREATE TABLE "bot_calls" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"conversation_id" uuid NOT NULL,
	"business_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"next_at" timestamp (3) with time zone NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "bot_calls_conversation_id_unique" UNIQUE("conversation_id")
);
--> statement-breakpoint
CREATE TABLE "bots" (
	"business_id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"url" text NOT NULL,
	"secret" text NOT NULL,
	"former_secret" text,
	"former_until" timestamp (3) with time zone,
	"enabled_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"disabled_at" timestamp (3) with time zone,
	"disabled_because" text,
	"failing_since" timestamp (3) with time zone,
	"failure" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "bots_user_id_unique" UNIQUE("user_id"),
	CONSTRAINT "bots_disabled" CHECK ((disabled_at is null) = (disabled_because is null))
);
--> statement-breakpoint
DROP INDEX "conversations_waiting";--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "is_with_people" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "bot_calls" ADD CONSTRAINT "bot_calls_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bot_calls" ADD CONSTRAINT "bot_calls_business_id_bots_business_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."bots"("business_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bots" ADD CONSTRAINT "bots_business_id_businesses_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."businesses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bots" ADD CONSTRAINT "bots_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bot_calls_due" ON "bot_calls" USING btree ("business_id","next_at");--> statement-breakpoint
CREATE INDEX "conversations_waiting" ON "conversations" USING btree ("business_id","last_message_at","id") WHERE kind in ('direct', 'group') and status = 'open' and assignee_id is null and last_sender_name <> ''
  and (last_sender_role = 'customer' or last_sender_role = 'bot' and is_with_people);
--> statement-breakpoint
UPDATE "conversations" c SET "is_with_people" = true
WHERE c."kind" = 'direct' AND c."status" IN ('open', 'snoozed') AND (c."assignee_id" IS NOT NULL OR EXISTS (
  SELECT FROM "participants" p WHERE p."conversation_id" = c."id" AND p."role" IN ('agent', 'owner')));
