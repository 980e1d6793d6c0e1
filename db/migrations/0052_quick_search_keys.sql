-- The same keys as before, so nothing is indexed anew. A function in SQL is looked through and begun anew by each statement
-- that stores a message, which costs more than the keys do; one in PL/pgSQL is kept by its connection.
CREATE OR REPLACE FUNCTION search_keys(body text, conversation_id uuid, business_id uuid, created_at timestamptz) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  span int8 := floor(extract(epoch from created_at) / 240)::int8;
  keys text[] := array['c:' || conversation_id, 'b:' || business_id, 't0:' || span, 't1:' || span / 64, 't2:' || span / 4096];
  word text;
BEGIN
  FOREACH word IN ARRAY tsvector_to_array(public.search_words(body)) LOOP
    IF octet_length(word) > 2 THEN keys := keys || left(word, 4); END IF;
  END LOOP;
  RETURN array_to_tsvector(keys);
END $$;
