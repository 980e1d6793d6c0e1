/** By what admins find people. An address is several words, so that each part of it is found. */
export const USER_WORDS =
  "to_tsvector('simple', name || ' ' || translate(coalesce(email, mail_address, ''), '@.+-_', '     '))";
