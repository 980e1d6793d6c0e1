CREATE TABLE "post_confirmations" (
	"post_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"rev" integer NOT NULL,
	"is_named" boolean NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "post_confirmations_post_id_user_id_pk" PRIMARY KEY("post_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "asks_to_confirm" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "post_confirmations" ADD CONSTRAINT "post_confirmations_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_confirmations" ADD CONSTRAINT "post_confirmations_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "post_confirmations_counted" ON "post_confirmations" USING btree ("post_id","rev","is_named","user_id");--> statement-breakpoint
CREATE INDEX "post_confirmations_named" ON "post_confirmations" USING btree ("post_id","created_at","id") WHERE is_named;--> statement-breakpoint
CREATE INDEX "post_confirmations_user" ON "post_confirmations" USING btree ("user_id");