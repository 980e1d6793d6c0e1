CREATE TABLE "figure_hours" (
	"business_id" uuid NOT NULL,
	"hour" timestamp (0) NOT NULL,
	"user_id" uuid,
	"messages" integer NOT NULL,
	CONSTRAINT "figure_hours_hour" UNIQUE NULLS NOT DISTINCT("business_id","hour","user_id")
);
--> statement-breakpoint
CREATE TABLE "figure_marks" (
	"conversation_id" uuid PRIMARY KEY NOT NULL,
	"seq" integer NOT NULL,
	"at" timestamp (3) with time zone,
	"since" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "figure_spans" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"conversation_id" uuid NOT NULL,
	"business_id" uuid NOT NULL,
	"ending" text NOT NULL,
	"ended_at" timestamp (3) with time zone NOT NULL,
	"seconds" integer NOT NULL,
	"user_id" uuid
);
--> statement-breakpoint
CREATE TABLE "figures" (
	"business_id" uuid PRIMARY KEY NOT NULL,
	"talks_to" timestamp (3) with time zone NOT NULL,
	"notes_to" timestamp (3) with time zone NOT NULL,
	"counted_at" timestamp (3) with time zone,
	"due_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "figure_hours" ADD CONSTRAINT "figure_hours_business_id_businesses_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."businesses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "figure_marks" ADD CONSTRAINT "figure_marks_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "figure_spans" ADD CONSTRAINT "figure_spans_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "figure_spans" ADD CONSTRAINT "figure_spans_business_id_businesses_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."businesses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "figures" ADD CONSTRAINT "figures_business_id_businesses_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."businesses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "figure_spans_conversation" ON "figure_spans" USING btree ("conversation_id");--> statement-breakpoint
CREATE INDEX "figure_spans_period" ON "figure_spans" USING btree ("business_id","ending","ended_at");--> statement-breakpoint
CREATE INDEX "figures_due" ON "figures" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "conversations_noted" ON "conversations" USING btree ("business_id","last_message_at","id") WHERE kind = 'internal';