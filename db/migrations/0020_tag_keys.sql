-- The tags of a conversation as they are looked for, with how it stands.
CREATE FUNCTION tag_keys(status text, tags uuid[]) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  select array(select status || ' ' || tag from unnest(tags) tag)
$$;--> statement-breakpoint
DROP INDEX "conversations_tags_open";--> statement-breakpoint
DROP INDEX "conversations_tags_snoozed";--> statement-breakpoint
DROP INDEX "conversations_tags_completed";--> statement-breakpoint
DROP INDEX "conversations_tags_archived";--> statement-breakpoint
CREATE INDEX "conversations_tags" ON "conversations" USING gin (tag_keys(status, tags)) WITH (fastupdate=true,gin_pending_list_limit=64) WHERE kind in ('direct', 'group') and tags <> '{}';--> statement-breakpoint
-- Of an index of some rows Postgres takes no statistics.
CREATE STATISTICS conversations_tag_keys ON tag_keys(status, tags) FROM conversations;
