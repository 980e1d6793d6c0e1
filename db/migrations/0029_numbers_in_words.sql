-- The parser of Postgres takes what begins like `4e06` for a number and cuts the word off behind it, so that `4e06f35f` was
-- two words here and one in lib/search.ts. With a letter before it, it is one. What was said before is found by such
-- words as soon as it is stored anew; nothing else changes, so nothing is indexed anew.
CREATE OR REPLACE FUNCTION search_words(body text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  select to_tsvector('simple', regexp_replace(public.search_text(body), '\m(?=[0-9]+e[0-9])', 'x', 'g'))
$$;
