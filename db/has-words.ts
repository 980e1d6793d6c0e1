/**
 * A message with words of people, which may grow too old to be kept; written as in the index `messages_words`, which
 * Postgres would not use for anything else. Of notices these are what was promised, once that is settled, and what a
 * customer said of how it went.
 */
export const HAS_WORDS = `deleted_at is null and (kind <> 'system'
  or metadata ->> 'text' <> '' and metadata ->> 'state' in ('kept', 'withdrawn') or metadata ->> 'comment' <> '')`;
