-- A text as it is searched: in small letters, without accents, vowel signs and tatweel, with spaces for all that is
-- neither letter nor digit. The same as `fold` in lib/search.ts.
CREATE FUNCTION search_text(body text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  select translate(
    lower(case when octet_length(body) = char_length(body) then body else
      regexp_replace(
        regexp_replace(normalize(body, nfkd), '[\u0300-\u036F\u0483-\u0487\u0591-\u05BD\u0610-\u061A\u0640\u064B-\u065F\u0670\u06D6-\u06ED\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE00-\uFE0F\uFE20-\uFE2F]', '', 'g'),
        '[\u0080-\u00A9\u00AB-\u00B1\u00B4\u00B6-\u00B8\u00BB\u00BF\u00D7\u00F7\u02C2-\u02C5\u02D2-\u02DF\u037E\u0387\u055A-\u055F\u0589\u058A\u05BE\u05C0\u05C3\u05C6\u05F3\u05F4\u0609-\u060D\u061B-\u061F\u066A-\u066D\u06D4\u06DD\u0700-\u070D\u0964\u0965\u0E3F\u0E4F\u2000-\u20CF\u2100-\u2BFF\u2E00-\u2E7F\u3000-\u3004\u3008-\u3020\u3030\u303D\u30FB\uE000-\uF8FF\uFFF9-\uFFFD\U0001F000-\U0001FAFF]', ' ', 'g')
    end),
    E'.,:;!?-_/\\@#$%&*+=~^|<>()[]{}"\x27`', repeat(' ', 32))
$$;--> statement-breakpoint
CREATE FUNCTION search_words(body text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  select to_tsvector('simple', public.search_text(body))
$$;--> statement-breakpoint
-- The keys of a message in the index: the beginnings of its words, where it belongs, and the span of time it is of,
-- in three lengths as in db/search-windows.ts. A colon is in no word, so nobody can write a key of another place.
CREATE FUNCTION search_keys(body text, conversation_id uuid, business_id uuid, created_at timestamptz) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  select array_to_tsvector(
    array(select left(word, 4) from unnest(tsvector_to_array(public.search_words(body))) word where octet_length(word) > 2)
    || array['c:' || conversation_id, 'b:' || business_id]
    || array['t0:' || span, 't1:' || span / 64, 't2:' || span / 4096])
  from (select floor(extract(epoch from created_at) / 240)::int8 as span) as times
$$;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "business_id" uuid;--> statement-breakpoint
UPDATE "messages" SET "business_id" = c."business_id" FROM "conversations" c WHERE c."id" = "conversation_id";--> statement-breakpoint
ALTER TABLE "messages" ALTER COLUMN "business_id" SET NOT NULL;--> statement-breakpoint
CREATE INDEX "messages_search" ON "messages" USING gin (search_keys(body, conversation_id, business_id, created_at)) WITH (fastupdate=true,gin_pending_list_limit=256) WHERE deleted_at is null and kind <> 'system' and metadata -> 'secret' is null;
