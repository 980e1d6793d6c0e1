CREATE TABLE "audit_entries" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"actor_id" uuid,
	"actor_name" text NOT NULL,
	"actor_role" text NOT NULL,
	"business_id" uuid,
	"kind" text NOT NULL,
	"subject_id" text,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"request_id" text,
	CONSTRAINT "audit_subject_is_short" CHECK (length("audit_entries"."subject_id") <= 100),
	CONSTRAINT "audit_detail_is_short" CHECK (octet_length("audit_entries"."detail"::text) <= 16384)
);
--> statement-breakpoint
CREATE INDEX "audit_at" ON "audit_entries" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "audit_kind" ON "audit_entries" USING btree ("kind","at","id");--> statement-breakpoint
CREATE INDEX "audit_actor" ON "audit_entries" USING btree ("actor_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_subject" ON "audit_entries" USING btree ("subject_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_business" ON "audit_entries" USING btree ("business_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_business_kind" ON "audit_entries" USING btree ("business_id","kind","at","id");--> statement-breakpoint
CREATE INDEX "audit_business_actor" ON "audit_entries" USING btree ("business_id","actor_id","at","id");--> statement-breakpoint
-- What was done stays told: only whoever says that they are retention or erasure changes it.
CREATE FUNCTION keep_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('servihub.audit', true) IS DISTINCT FROM 'kept' THEN
    RAISE EXCEPTION 'entries of the audit trail are neither changed nor deleted';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END
$$;--> statement-breakpoint
CREATE TRIGGER audit_is_kept BEFORE UPDATE OR DELETE ON audit_entries FOR EACH ROW EXECUTE FUNCTION keep_audit();--> statement-breakpoint
CREATE TRIGGER audit_is_kept_whole BEFORE TRUNCATE ON audit_entries FOR EACH STATEMENT EXECUTE FUNCTION keep_audit();
