CREATE TABLE "post_answers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"post_id" uuid NOT NULL,
	"business_id" uuid NOT NULL,
	"author_id" uuid,
	"body" text NOT NULL,
	"question_id" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "post_questions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"post_id" uuid NOT NULL,
	"business_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"body" text NOT NULL,
	"may_publish" boolean DEFAULT false NOT NULL,
	"answer_id" uuid,
	"reply_id" uuid,
	"replied_at" timestamp (3) with time zone,
	"failure" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "post_answers" ADD CONSTRAINT "post_answers_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_answers" ADD CONSTRAINT "post_answers_business_id_businesses_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."businesses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_answers" ADD CONSTRAINT "post_answers_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_answers" ADD CONSTRAINT "post_answers_question_id_post_questions_id_fk" FOREIGN KEY ("question_id") REFERENCES "public"."post_questions"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_questions" ADD CONSTRAINT "post_questions_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_questions" ADD CONSTRAINT "post_questions_business_id_businesses_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."businesses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_questions" ADD CONSTRAINT "post_questions_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_questions" ADD CONSTRAINT "post_questions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_questions" ADD CONSTRAINT "post_questions_answer_id_post_answers_id_fk" FOREIGN KEY ("answer_id") REFERENCES "public"."post_answers"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "post_answers_post" ON "post_answers" USING btree ("post_id","created_at","id");--> statement-breakpoint
CREATE INDEX "post_answers_author" ON "post_answers" USING btree ("author_id");--> statement-breakpoint
CREATE INDEX "post_answers_question" ON "post_answers" USING btree ("question_id");--> statement-breakpoint
CREATE INDEX "post_questions_post" ON "post_questions" USING btree ("post_id","created_at" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "post_questions_due" ON "post_questions" USING btree ("answer_id","id") WHERE answer_id is not null and replied_at is null;--> statement-breakpoint
CREATE INDEX "post_questions_answer" ON "post_questions" USING btree ("answer_id");--> statement-breakpoint
CREATE INDEX "post_questions_user" ON "post_questions" USING btree ("user_id","post_id");--> statement-breakpoint
CREATE INDEX "post_questions_conversation" ON "post_questions" USING btree ("conversation_id");