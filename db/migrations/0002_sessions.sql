CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "visits" (
	"session_id" uuid NOT NULL,
	"party" text NOT NULL,
	"room" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"is_over" boolean DEFAULT false NOT NULL,
	CONSTRAINT "visits_session_id_party_room_pk" PRIMARY KEY("session_id","party","room")
);
--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visits" ADD CONSTRAINT "visits_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_end" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "visits_over" ON "visits" USING btree ("session_id") WHERE is_over;--> statement-breakpoint
INSERT INTO "sessions" ("id", "user_id", "created_at", "expires_at") SELECT DISTINCT ON ("family") "family", "user_id", "created_at", "expires_at" FROM "refresh_tokens" ORDER BY "family", "expires_at" DESC;--> statement-breakpoint
ALTER TABLE "refresh_tokens" ADD CONSTRAINT "refresh_tokens_family_sessions_id_fk" FOREIGN KEY ("family") REFERENCES "public"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "refresh_tokens_family" ON "refresh_tokens" USING btree ("family");