/** What an owner says of a business, and how much of it there may be. */
export interface Profile {
  name: string;
  category: string;
  /** In the directory and below the name. */
  tagline: string;
  about: string;
}

export const BUSINESS_NAME_LENGTH_MAX = 60;
export const CATEGORY_LENGTH_MAX = 40;
export const TAGLINE_LENGTH_MAX = 140;
export const ABOUT_LENGTH_MAX = 2_000;

/** Of the picture as it is sent; it is drawn anew as a square of `LOGO_SIDE_PX`. */
export const LOGO_BYTES_MAX = 5 * 1024 * 1024;
export const LOGO_SIDE_PX = 256;
export const LOGO_TYPES = ["image/png", "image/jpeg", "image/webp"];

/** Where the logo of a business is had by anybody, on this site. */
export function logoPath(id: string): `/logos/${string}` {
  return `/logos/${id}`;
}
