/** Beside `person.ts`, so that a form in the browser can name them without its schemas. */
export const NAME_LENGTH_MAX = 60;
export const PASSWORD_LENGTH_MIN = 8;
/** Hashing a longer one would cost more than it protects. */
export const PASSWORD_LENGTH_MAX = 200;
