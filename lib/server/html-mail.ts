import { directionOf, type Locale } from "../locale";
import { escaped } from "./escaped";

export interface Letter {
  locale: Locale;
  /** What it is about, as the first line. */
  heading: string;
  paragraphs: string[];
  /** What stands over all of it. */
  above?: string;
  /** The one thing to do. */
  action?: { words: string; href: string };
  /** Why it came, and what if it should not have. */
  closing: string;
  /** How to have no more of them. */
  stop?: { words: string; href: string };
}

/** The same letter as plain text and as HTML without anything to load. */
export function htmlMail({ locale, heading, paragraphs, above, action, closing, stop }: Letter) {
  const way = (each: Letter["action"]) => (each ? [`${each.words}:\n${each.href}`] : []);
  const over = above ? [above] : [];
  const text = [...over, heading, ...paragraphs, ...way(action), closing, ...way(stop)].join("\n\n");
  const html = `<!doctype html>
<html lang="${locale}" dir="${directionOf(locale)}">
<head><meta charset="utf-8"><title>${escaped(heading)}</title></head>
<body style="margin:0;padding:24px;background:#f6f3ec;color:#1d2a26;font-family:system-ui,sans-serif;line-height:1.5">
<div style="max-width:520px;margin:0 auto;padding:28px;background:#fff;border-radius:16px">
${over
  .map(
    (each) => `<p style="margin:0 0 16px;color:#5c6762;font-size:12px">${escaped(each)}</p>
`,
  )
  .join("")}<h1 style="margin:0 0 16px;font-size:22px">${escaped(heading)}</h1>
${paragraphs.map((each) => `<p style="margin:0 0 16px;white-space:pre-line">${escaped(each)}</p>`).join("\n")}
${
  action
    ? `<p style="margin:24px 0"><a href="${escaped(action.href)}" style="display:inline-block;padding:12px 20px;background:#1f5d4c;color:#fff;border-radius:10px;text-decoration:none;font-weight:600">${escaped(action.words)}</a></p>
`
    : ""
}<p style="margin:0;color:#5c6762;font-size:14px">${escaped(closing)}${stop ? ` <a href="${escaped(stop.href)}" style="color:inherit">${escaped(stop.words)}</a>` : ""}</p>
</div>
</body>
</html>
`;
  return { text, html };
}
