import { Parser } from "htmlparser2";
import {
  PREVIEW_DESCRIPTION_LENGTH_MAX,
  PREVIEW_SITE_LENGTH_MAX,
  PREVIEW_TITLE_LENGTH_MAX,
} from "../protocol/link-preview";

/** What a page says of itself; the address of its image is what it wrote, and nobody has looked there yet. */
export interface PageSummary {
  title: string;
  description: string;
  site: string;
  imageUrl: string | null;
}

/** What programs that show links read, the best first. */
const NAMES = {
  title: ["og:title", "twitter:title"],
  description: ["og:description", "twitter:description", "description"],
  site: ["og:site_name", "application-name"],
  image: ["og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src"],
} as const;

/** As much of one text as is looked at; what is shown of it is cut much shorter. */
const TEXT_LENGTH_MAX = 4_000;
/** A page says which letters it uses within its first bytes, or not at all. */
const CHARSET_WITHIN_BYTES = 1_024;

/** `null` for a page without a title. */
export function pageSummaryOf(page: {
  url: string;
  charset: string | undefined;
  bytes: Uint8Array;
}): PageSummary | null {
  const { said, title } = headOf(textOf(page));
  const first = (names: readonly string[]) => names.map((name) => said.get(name)).find(Boolean) ?? "";
  const shown = shownText(first(NAMES.title) || title, PREVIEW_TITLE_LENGTH_MAX);
  if (shown === "") return null;
  const site = first(NAMES.site) || new URL(page.url).hostname.replace(/^www\./, "");
  const image = first(NAMES.image);
  return {
    title: shown,
    description: shownText(first(NAMES.description), PREVIEW_DESCRIPTION_LENGTH_MAX),
    site: shownText(site, PREVIEW_SITE_LENGTH_MAX),
    imageUrl: image && URL.canParse(image, page.url) ? new URL(image, page.url).href : null,
  };
}

function textOf({ bytes, charset }: { bytes: Uint8Array; charset: string | undefined }): string {
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, CHARSET_WITHIN_BYTES));
  const written = /<meta[^>]{1,200}charset\s*=\s*["']?\s*([\w.:-]{1,40})/i.exec(start)?.[1];
  // A mark at the start of the bytes says more than a header, which says more than the page.
  const name = byteOrderMarkOf(bytes) ?? charset ?? written ?? "utf-8";
  return decoderFor(name).decode(bytes);
}

function byteOrderMarkOf([first, second]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return undefined;
}

function decoderFor(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset);
  } catch {
    // A name that nobody knows; what is not UTF-8 then shows as such.
    return new TextDecoder();
  }
}

/** The first saying of each name counts. */
function headOf(html: string): { said: Map<string, string>; title: string } {
  const said = new Map<string, string>();
  let title = "";
  let isInTitle = false;
  const parser = new Parser({
    onopentag(tag, { property, name, content }) {
      // A drawing may have titles of its own, further down.
      isInTitle = tag === "title" && title === "";
      const named = (property ?? name ?? "").toLowerCase();
      if (tag === "meta" && content && !said.has(named)) said.set(named, content);
    },
    ontext(text) {
      if (isInTitle && title.length < TEXT_LENGTH_MAX) title += text;
    },
    onclosetag(tag) {
      if (tag === "title") isInTitle = false;
    },
  });
  parser.end(html);
  return { said, title };
}

/** Control characters, and those that are not seen or turn the direction of what stands beside them. */
const UNSHOWN =
  /[\p{Cc}\p{Cs}\p{Co}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;
/** More marks on one letter than any script has would run over what stands above and below. */
const HEAPED_MARKS = /(\p{M}{4})\p{M}+/gu;

function shownText(text: string, lengthMax: number): string {
  const whole = text
    .slice(0, TEXT_LENGTH_MAX)
    .toWellFormed()
    .replace(/\s+/g, " ")
    .replace(UNSHOWN, "")
    .replace(HEAPED_MARKS, "$1")
    .trim();
  if (whole.length <= lengthMax) return whole;
  return `${whole
    .slice(0, lengthMax - 1)
    .toWellFormed()
    .replace(/\uFFFD$/, "")
    .trimEnd()}…`;
}
