CREATE TABLE "widget_people" (
	"business_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"user_id" uuid NOT NULL,
	"email" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "widget_people_business_id_subject_pk" PRIMARY KEY("business_id","subject")
);
--> statement-breakpoint
CREATE TABLE "widgets" (
	"business_id" uuid PRIMARY KEY NOT NULL,
	"origins" text[] DEFAULT '{}' NOT NULL,
	"color" text DEFAULT '#1e5b4c' NOT NULL,
	"corner" text DEFAULT 'end' NOT NULL,
	"secret" text
);
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "confined_to" uuid;--> statement-breakpoint
ALTER TABLE "widget_people" ADD CONSTRAINT "widget_people_business_id_businesses_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."businesses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "widget_people" ADD CONSTRAINT "widget_people_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "widgets" ADD CONSTRAINT "widgets_business_id_businesses_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."businesses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "widget_people_user" ON "widget_people" USING btree ("user_id");--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_confined_to_businesses_id_fk" FOREIGN KEY ("confined_to") REFERENCES "public"."businesses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sessions_confined" ON "sessions" USING btree ("confined_to") WHERE confined_to is not null;