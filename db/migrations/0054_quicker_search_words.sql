-- The same words and keys as before, so nothing is indexed anew. `translate` looks through all its 32 marks for every letter
-- of a message, which cost more than the rest of its keys; what is not STRICT is looked through once, with the plan of
-- whoever calls it, and not begun anew by each statement.
CREATE OR REPLACE FUNCTION search_text(body text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  select lower(case when octet_length(body) = char_length(body) then regexp_replace(body, '[!-/:-@[-`{-~]', ' ', 'g') else
    regexp_replace(
      regexp_replace(normalize(body, nfkd), '[\u0300-\u036F\u0483-\u0487\u0591-\u05BD\u0610-\u061A\u0640\u064B-\u065F\u0670\u06D6-\u06ED\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE00-\uFE0F\uFE20-\uFE2F]', '', 'g'),
      '[!-/:-@[-`{-~\u0080-\u00A9\u00AB-\u00B1\u00B4\u00B6-\u00B8\u00BB\u00BF\u00D7\u00F7\u02C2-\u02C5\u02D2-\u02DF\u037E\u0387\u055A-\u055F\u0589\u058A\u05BE\u05C0\u05C3\u05C6\u05F3\u05F4\u0609-\u060D\u061B-\u061F\u066A-\u066D\u06D4\u06DD\u0700-\u070D\u0964\u0965\u0E3F\u0E4F\u2000-\u20CF\u2100-\u2BFF\u2E00-\u2E7F\u3000-\u3004\u3008-\u3020\u3030\u303D\u30FB\uE000-\uF8FF\uFFF9-\uFFFD\U0001F000-\U0001FAFF]', ' ', 'g')
  end)
$$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION search_words(body text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  select to_tsvector('simple', regexp_replace(public.search_text(body), '\m(?=[0-9]+e[0-9])', 'x', 'g'))
$$;
