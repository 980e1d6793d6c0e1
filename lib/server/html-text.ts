import { type Block, blocksOf, type Point } from "../text-blocks";
import type { Span } from "../text-spans";
import { escaped } from "./escaped";

/** What somebody wrote as HTML with nothing in it that runs or is loaded, for who shows it elsewhere. */
export function htmlOf(body: string): string {
  return blocksOf(body).map(htmlOfBlock).join("\n");
}

function htmlOfBlock(block: Block): string {
  switch (block.kind) {
    case "text":
      return `<p>${block.spans.map(htmlOfSpan).join("")}</p>`;
    case "code":
      return `<pre><code>${escaped(block.text)}</code></pre>`;
    case "quote":
      return `<blockquote>${block.blocks.map(htmlOfBlock).join("\n")}</blockquote>`;
    case "list": {
      const points = block.points.map(htmlOfPoint).join("\n");
      return block.isNumbered ? `<ol>${points}</ol>` : `<ul>${points}</ul>`;
    }
  }
}

function htmlOfPoint({ number, blocks }: Point): string {
  return `<li${number > 0 ? ` value="${number}"` : ""}>${blocks.map(htmlOfBlock).join("\n")}</li>`;
}

function htmlOfSpan(span: Span): string {
  switch (span.kind) {
    case "text":
    case "name":
      return escaped(span.text).replaceAll("\n", "<br>");
    case "code":
      return `<code>${escaped(span.text)}</code>`;
    case "strong":
    case "em":
      return `<${span.kind}>${span.spans.map(htmlOfSpan).join("")}</${span.kind}>`;
    case "link":
      return `<a href="${escaped(span.href)}" rel="nofollow">${escaped(span.text)}</a>`;
  }
}
