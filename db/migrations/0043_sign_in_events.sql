CREATE TABLE "sign_in_events" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"device" text,
	"network" text,
	"count" integer DEFAULT 1 NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "jobs" DROP CONSTRAINT "jobs_about";--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "sign_in_event_id" uuid;--> statement-breakpoint
ALTER TABLE "sign_in_events" ADD CONSTRAINT "sign_in_events_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sign_in_events_user" ON "sign_in_events" USING btree ("user_id","at");--> statement-breakpoint
CREATE INDEX "sign_in_events_at" ON "sign_in_events" USING btree ("at");--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_sign_in_event_id_sign_in_events_id_fk" FOREIGN KEY ("sign_in_event_id") REFERENCES "public"."sign_in_events"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "jobs_sign_in" ON "jobs" USING btree ("sign_in_event_id") WHERE sign_in_event_id is not null;--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_about" CHECK ((webhook_id is null) = (kind <> 'webhook') and (sign_in_event_id is null) = (kind <> 'sign-in')
        and (conversation_id is null) = (kind in ('webhook', 'sign-in')));