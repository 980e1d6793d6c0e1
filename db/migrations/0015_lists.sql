-- Words of names under the id of their business, so that a search walks past no other's. As `nameQueryOf` in db/names.ts.
CREATE FUNCTION name_keys(name text, business_id uuid) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  select array_to_tsvector(array(
    select business_id || '/' || word from unnest(tsvector_to_array(public.search_words(name))) word))
$$;--> statement-breakpoint
CREATE TABLE "conversation_names" (
	"conversation_id" uuid PRIMARY KEY NOT NULL,
	"business_id" uuid NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
DROP INDEX "conversations_assigned";--> statement-breakpoint
DROP INDEX "conversations_priority";--> statement-breakpoint
DROP INDEX "conversations_due";--> statement-breakpoint
ALTER TABLE "conversation_names" ADD CONSTRAINT "conversation_names_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_names" ADD CONSTRAINT "conversation_names_business_id_businesses_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."businesses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "conversation_names_search" ON "conversation_names" USING gin (name_keys(name, business_id));--> statement-breakpoint
CREATE INDEX "conversations_channel" ON "conversations" USING btree ("business_id","channel","status","last_message_at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE kind in ('direct', 'group') and channel <> 'chat';--> statement-breakpoint
CREATE INDEX "conversations_assigned" ON "conversations" USING btree ("assignee_id","business_id","status","last_message_at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE kind in ('direct', 'group') and assignee_id is not null;--> statement-breakpoint
CREATE INDEX "conversations_priority" ON "conversations" USING btree ("business_id","status","priority" DESC NULLS LAST,"last_message_at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE kind in ('direct', 'group');--> statement-breakpoint
CREATE INDEX "conversations_due" ON "conversations" USING btree ("business_id","status","due_at","id") WHERE kind in ('direct', 'group') and due_at is not null;--> statement-breakpoint
CREATE FUNCTION name_conversation() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'UPDATE' THEN DELETE FROM public.conversation_names WHERE conversation_id = NEW.id; END IF;
  INSERT INTO public.conversation_names (conversation_id, business_id, name)
    SELECT NEW.id, NEW.business_id, named.name
    FROM (SELECT CASE NEW.kind WHEN 'group' THEN NEW.title
      ELSE (SELECT u.name FROM public.users u WHERE u.id = NEW.customer_id) END) named (name)
    WHERE named.name <> '';
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION rename_conversations() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  UPDATE public.conversation_names SET name = NEW.name
    WHERE conversation_id IN (SELECT id FROM public.conversations WHERE customer_id = NEW.id AND kind = 'direct');
  RETURN NULL;
END $$;--> statement-breakpoint
INSERT INTO conversation_names (conversation_id, business_id, name)
  SELECT c.id, c.business_id, CASE c.kind WHEN 'group' THEN c.title ELSE u.name END
  FROM conversations c LEFT JOIN users u ON u.id = c.customer_id
  WHERE c.kind in ('direct', 'group') AND CASE c.kind WHEN 'group' THEN c.title ELSE u.name END <> '';--> statement-breakpoint
CREATE TRIGGER conversations_begin_name AFTER INSERT ON conversations FOR EACH ROW
  WHEN (NEW.kind in ('direct', 'group')) EXECUTE FUNCTION name_conversation();--> statement-breakpoint
CREATE TRIGGER conversations_rename AFTER UPDATE OF title, customer_id ON conversations FOR EACH ROW
  WHEN (NEW.kind in ('direct', 'group') AND (OLD.title, OLD.customer_id) IS DISTINCT FROM (NEW.title, NEW.customer_id))
  EXECUTE FUNCTION name_conversation();--> statement-breakpoint
CREATE TRIGGER users_rename_conversations AFTER UPDATE OF name ON users FOR EACH ROW
  WHEN (OLD.name IS DISTINCT FROM NEW.name) EXECUTE FUNCTION rename_conversations();
