import { z } from "zod/mini";
import { storableText } from "./message";

export const PREVIEW_URL_LENGTH_MAX = 2_048;
export const PREVIEW_TITLE_LENGTH_MAX = 200;
export const PREVIEW_DESCRIPTION_LENGTH_MAX = 300;
export const PREVIEW_SITE_LENGTH_MAX = 80;
export const PREVIEW_IMAGE_SIDE_MAX_PX = 480;

const side = z.int().check(z.minimum(1), z.maximum(PREVIEW_IMAGE_SIDE_MAX_PX));

/** What a page that a message links to says of itself: `metadata.preview` of the message. Always text, never markup. */
export const linkPreview = z.strictObject({
  /** The first link of the message. */
  url: z.url({ protocol: /^https?$/ }).check(z.maxLength(PREVIEW_URL_LENGTH_MAX)),
  title: storableText.check(z.minLength(1), z.maxLength(PREVIEW_TITLE_LENGTH_MAX)),
  description: storableText.check(z.maxLength(PREVIEW_DESCRIPTION_LENGTH_MAX)),
  site: storableText.check(z.maxLength(PREVIEW_SITE_LENGTH_MAX)),
  /** Kept here, so that nobody who reads is seen by the page. */
  image: z.nullable(z.strictObject({ id: z.uuid(), width: side, height: side })),
});
export type LinkPreview = z.infer<typeof linkPreview>;
