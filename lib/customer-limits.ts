/** What a business notes of one customer. */
export const CUSTOMER_NOTE_LENGTH_MAX = 5_000;
export const TAGS_PER_CUSTOMER_MAX = 20;
