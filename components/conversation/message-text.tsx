import { memo } from "react";
import { useTranslations } from "use-intl/react";
import { type Block, blocksOf, type Point } from "@/lib/text-blocks";
import type { Span } from "@/lib/text-spans";
import { CopyButton } from "./copy-button";

/** Always text, never markup: what was written is cut into pieces, and React draws those. */
export const MessageText = memo(function MessageText({ body }: { body: string }) {
  return <Blocks blocks={blocksOf(body)} />;
});

// The parts of a text have no other name than their place, and do not move.
export function Blocks({ blocks }: { blocks: Block[] }) {
  return blocks.map((block, index) => <BlockOf block={block} key={String(index)} />);
}

function BlockOf({ block }: { block: Block }) {
  switch (block.kind) {
    case "text":
      return <span className="whitespace-pre-wrap wrap-anywhere">{block.spans.map(spanOf)}</span>;
    case "code":
      return <Code text={block.text} />;
    case "quote":
      return (
        <blockquote className="my-1 border-s-3 border-current/45 ps-2.5" dir="auto">
          <Blocks blocks={block.blocks} />
        </blockquote>
      );
    case "list": {
      const points = block.points.map(pointOf);
      return block.isNumbered ? (
        <ol className="my-1 list-decimal ps-7" dir="auto">
          {points}
        </ol>
      ) : (
        <ul className="my-1 list-disc ps-5" dir="auto">
          {points}
        </ul>
      );
    }
  }
}

function pointOf({ number, blocks }: Point, index: number) {
  return (
    <li key={String(index)} {...(number > 0 && { value: number })}>
      <Blocks blocks={blocks} />
    </li>
  );
}

function Code({ text }: { text: string }) {
  const t = useTranslations("conversation");
  return (
    <figure aria-label={t("code")} className="group/code relative my-1 max-w-full" dir="ltr">
      <pre
        className="overflow-x-auto rounded-md bg-[color-mix(in_oklab,currentColor_9%,transparent)] py-2 ps-3 pe-10 font-mono text-sm leading-5"
        dir="ltr"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard must be able to scroll it
        tabIndex={0}
      >
        <code>{text}</code>
      </pre>
      <CopyButton text={text} />
    </figure>
  );
}

function spanOf(span: Span, index: number) {
  const key = String(index);
  switch (span.kind) {
    case "text":
      return span.text;
    case "name":
      return (
        <mark className="note-name" key={key}>
          {span.text}
        </mark>
      );
    case "strong":
      return <strong key={key}>{span.spans.map(spanOf)}</strong>;
    case "em":
      return <em key={key}>{span.spans.map(spanOf)}</em>;
    case "code":
      return (
        <code
          className="rounded-sm bg-[color-mix(in_oklab,currentColor_10%,transparent)] px-1 py-px font-mono text-[0.9em] [unicode-bidi:isolate]"
          dir="ltr"
          key={key}
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
          key={key}
          rel="noopener noreferrer nofollow ugc"
          target="_blank"
        >
          {span.text}
        </a>
      );
  }
}
