import { titleOf } from "@/lib/post-title";
import type { Post } from "@/lib/protocol/post";
import { escaped } from "@/lib/server/escaped";
import { isShownInline } from "@/lib/server/files/contents";
import { htmlOf } from "@/lib/server/html-text";

interface Feed {
  business: { id: string; slug: string; name: string };
  /** The newest first. */
  posts: Post[];
  /** What the feed is called. */
  title: string;
  /** Of the site. */
  origin: string;
}

/** Of a feed in which there is nothing yet. */
const NEVER = new Date(0).toISOString();

/** What a business tells everybody, as RFC 4287 has it. */
export function atomOf({ business, posts, title, origin }: Feed): string {
  const { id, slug, name } = business;
  const news = new URL(`/b/${slug}/news`, origin).href;
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>urn:uuid:${id}</id>
<title>${said(title)}</title>
<author><name>${said(name)}</name></author>
<link rel="alternate" type="text/html" href="${said(news)}"/>
<link rel="self" type="application/atom+xml" href="${said(`${news}/feed.xml`)}"/>
<updated>${posts.map(changedAt).toSorted().at(-1) ?? NEVER}</updated>
${posts.map((post) => entryOf(post, news)).join("\n")}
</feed>
`;
}

function entryOf(post: Post, news: string): string {
  const { id, senderName, body, createdAt, attachments } = post;
  const address = `${news}/${id}`;
  const files = attachments.map((file) => ({ ...file, href: `${address}/files/${file.id}` }));
  const pictures = files
    .filter(({ mediaType }) => mediaType.startsWith("image/") && isShownInline(mediaType))
    .map(({ href, name }) => `<p><img src="${escaped(href)}" alt="${escaped(name)}"></p>`);
  return `<entry>
<id>urn:uuid:${id}</id>
<title>${said(titleOf(post))}</title>
<author><name>${said(senderName)}</name></author>
<link rel="alternate" type="text/html" href="${said(address)}"/>
${files
  .map(
    ({ href, mediaType, bytes }) =>
      `<link rel="enclosure" type="${said(mediaType)}" length="${bytes}" href="${said(href)}"/>\n`,
  )
  .join("")}<published>${createdAt}</published>
<updated>${changedAt(post)}</updated>
<content type="html">${said([htmlOf(body), ...pictures].join("\n"))}</content>
</entry>`;
}

function changedAt({ createdAt, editedAt }: Post): string {
  return editedAt ?? createdAt;
}

/** Characters that people can send and XML has no place for. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones
const UNSAYABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

function said(text: string): string {
  return escaped(text.replace(UNSAYABLE, ""));
}
