CREATE TABLE "post_deliveries" (
	"post_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"way" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"run_at" timestamp (3) with time zone NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "post_deliveries_post_id_user_id_way_pk" PRIMARY KEY("post_id","user_id","way")
);
--> statement-breakpoint
CREATE TABLE "post_reaction_counts" (
	"post_id" uuid NOT NULL,
	"emoji" text NOT NULL,
	"count" integer NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "post_reaction_counts_post_id_emoji_pk" PRIMARY KEY("post_id","emoji")
);
--> statement-breakpoint
CREATE TABLE "post_reactions" (
	"post_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"emoji" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "post_reactions_post_id_user_id_emoji_pk" PRIMARY KEY("post_id","user_id","emoji")
);
--> statement-breakpoint
CREATE TABLE "posts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"business_id" uuid NOT NULL,
	"author_id" uuid,
	"topic_id" uuid,
	"body" text DEFAULT '' NOT NULL,
	"attachment_ids" uuid[] DEFAULT '{}' NOT NULL,
	"is_silent" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"publish_at" timestamp (3) with time zone,
	"failure" text,
	"rev" integer DEFAULT 1 NOT NULL,
	"asked_up_to" uuid,
	"asked_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "posts_planned" CHECK (state = 'draft' or publish_at is not null)
);
--> statement-breakpoint
CREATE TABLE "readers" (
	"business_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"topic_ids" uuid[],
	"is_pushed" boolean DEFAULT false NOT NULL,
	"mail_address" text,
	"mail_confirmed_at" timestamp (3) with time zone,
	"read_seq" integer DEFAULT 0 NOT NULL,
	"read_rev" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "readers_business_id_user_id_pk" PRIMARY KEY("business_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "topics" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"business_id" uuid NOT NULL,
	"name" text NOT NULL,
	"place" integer NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "post_deliveries" ADD CONSTRAINT "post_deliveries_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_deliveries" ADD CONSTRAINT "post_deliveries_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_reaction_counts" ADD CONSTRAINT "post_reaction_counts_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_reactions" ADD CONSTRAINT "post_reactions_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_reactions" ADD CONSTRAINT "post_reactions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_business_id_businesses_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."businesses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_topic_id_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."topics"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "readers" ADD CONSTRAINT "readers_business_id_businesses_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."businesses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "readers" ADD CONSTRAINT "readers_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topics" ADD CONSTRAINT "topics_business_id_businesses_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."businesses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "post_deliveries_due" ON "post_deliveries" USING btree ("run_at") WHERE state in ('waiting', 'sending');--> statement-breakpoint
CREATE INDEX "post_deliveries_counted" ON "post_deliveries" USING btree ("post_id","way","state");--> statement-breakpoint
CREATE INDEX "post_deliveries_user" ON "post_deliveries" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "post_reactions_user" ON "post_reactions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "posts_waiting" ON "posts" USING btree ("business_id","updated_at" DESC NULLS LAST,"id") WHERE state <> 'published';--> statement-breakpoint
CREATE INDEX "posts_due" ON "posts" USING btree ("publish_at") WHERE state = 'planned';--> statement-breakpoint
CREATE INDEX "posts_unasked" ON "posts" USING btree ("publish_at") WHERE state = 'published' and not is_silent and asked_at is null;--> statement-breakpoint
CREATE INDEX "posts_topic" ON "posts" USING btree ("topic_id");--> statement-breakpoint
CREATE INDEX "posts_author" ON "posts" USING btree ("author_id");--> statement-breakpoint
CREATE INDEX "readers_user" ON "readers" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "readers_read" ON "readers" USING btree ("business_id","read_seq");--> statement-breakpoint
CREATE UNIQUE INDEX "topics_name" ON "topics" USING btree ("business_id",lower(name));--> statement-breakpoint
CREATE INDEX "topics_business" ON "topics" USING btree ("business_id","place","id");--> statement-breakpoint
INSERT INTO "posts" ("id", "business_id", "author_id", "state", "publish_at", "asked_at", "created_at", "updated_at")
SELECT m."id", m."business_id", u."id", 'published', m."created_at", now(), m."created_at", m."created_at"
FROM "conversations" c JOIN "messages" m ON m."conversation_id" = c."id" LEFT JOIN "users" u ON u."id" = m."sender_id"
WHERE c."kind" = 'broadcast' AND m."kind" <> 'system';
