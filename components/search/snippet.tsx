import type { SnippetPart } from "@/lib/search";

/** A part of a text, with what was looked for marked in it. */
export function Snippet({ parts }: { parts: SnippetPart[] }) {
  return (
    <span className="line-clamp-2 text-sm wrap-anywhere" dir="auto">
      {parts.map(({ text, isHit }, index) =>
        isHit ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other name, and do not move
          <mark className="rounded-sm bg-clay-tint text-clay-ink forced-colors:underline" key={index}>
            {text}
          </mark>
        ) : (
          text
        ),
      )}
    </span>
  );
}
