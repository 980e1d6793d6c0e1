import { memo } from "react";
import { useTranslations } from "use-intl/react";
import { blocksOf, type Span } from "./text-blocks";

/** Always text, never markup: only addresses become links, and what stands between backticks is set as code. */
export const MessageText = memo(function MessageText({ body }: { body: string }) {
  const t = useTranslations("conversation");
  return blocksOf(body).map((block, index) =>
    block.kind === "code" ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other name, and do not move
      <figure aria-label={t("code")} className="my-1 max-w-full" key={index}>
        <pre
          className="overflow-x-auto rounded-md bg-[color-mix(in_oklab,currentColor_9%,transparent)] px-3 py-2 font-mono text-sm leading-5"
          dir="ltr"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard must be able to scroll it
          tabIndex={0}
        >
          <code>{block.text}</code>
        </pre>
      </figure>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: see above
      <span className="whitespace-pre-wrap wrap-anywhere" key={index}>
        {block.spans.map(spanOf)}
      </span>
    ),
  );
});

function spanOf(span: Span, index: number) {
  switch (span.kind) {
    case "text":
      return span.text;
    case "code":
      return (
        <code
          className="rounded-sm bg-[color-mix(in_oklab,currentColor_10%,transparent)] px-1 py-px font-mono text-[0.9em] [unicode-bidi:isolate]"
          dir="ltr"
          key={index}
        >
          {span.text}
        </code>
      );
    case "link":
      return (
        <a
          className="underline decoration-1 underline-offset-2 hover:decoration-2"
          dir="ltr"
          href={span.href}
          key={index}
          rel="noopener noreferrer nofollow ugc"
          target="_blank"
        >
          {span.text}
        </a>
      );
  }
}
