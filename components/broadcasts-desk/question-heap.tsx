import Link from "next/link";
import { useTranslations } from "use-intl/react";
import type { PostQuestion } from "@/lib/post-questions";
import { Button } from "../ui/button";
import { Time } from "../ui/time";

interface QuestionHeapProps {
  heap: PostQuestion[];
  chosen: ReadonlySet<string>;
  slug: string;
  onChoose: (ids: string[], isOn: boolean) => void;
  /** All that are chosen, also of other heaps. */
  onAnswer: (button: HTMLButtonElement) => void;
}

const BOX = "mt-0.5 size-5 shrink-0 accent-pine";

/** Questions that are alike, to be chosen together or one by one. */
export function QuestionHeap({ heap, chosen, slug, onChoose, onAnswer }: QuestionHeapProps) {
  const t = useTranslations("desk.questions");
  const count = heap.filter(({ id }) => chosen.has(id)).length;
  const isAll = count === heap.length;
  return (
    <fieldset className="min-w-0 rounded-lg border border-line">
      <legend className="sr-only">{t("heap", { count: heap.length })}</legend>
      {heap.length > 1 && (
        <label className="flex items-center gap-3 rounded-t-lg bg-sunken px-3.5 py-2 text-sm font-semibold">
          <input
            aria-label={t("chooseAll", { count: heap.length })}
            checked={isAll}
            className="size-5 shrink-0 accent-pine"
            onChange={() =>
              onChoose(
                heap.map(({ id }) => id),
                !isAll,
              )
            }
            ref={(box) => {
              if (box) box.indeterminate = count > 0 && !isAll;
            }}
            type="checkbox"
          />
          {t("heap", { count: heap.length })}
        </label>
      )}
      <ul className="max-h-96 divide-y divide-line overflow-y-auto">
        {heap.map((question) => (
          <li className="flex items-start gap-3 px-3.5 py-2.5" key={question.id}>
            <input
              aria-label={t("choose", { name: question.askedBy })}
              checked={chosen.has(question.id)}
              className={BOX}
              onChange={({ target }) => onChoose([question.id], target.checked)}
              type="checkbox"
            />
            <div className="min-w-0 flex-1">
              <p className="line-clamp-4 [overflow-wrap:anywhere] whitespace-pre-line" dir="auto">
                {question.body}
              </p>
              <p className="mt-0.5 flex flex-wrap items-center gap-x-3 text-sm text-ink-soft">
                <Link
                  aria-label={t("open", { name: question.askedBy })}
                  className="inline-flex min-h-6 max-w-full items-center underline underline-offset-2"
                  href={{
                    pathname: `/inbox/${question.conversationId}`,
                    query: { business: slug, message: question.id },
                  }}
                >
                  <bdi className="truncate">{question.askedBy}</bdi>
                </Link>
                <Time at={question.createdAt} form="list" isExact />
                {question.mayPublish && <span>{t("mayPublish")}</span>}
                {question.isAnsweredInChat && <span className="text-pine-ink">{t("chat")}</span>}
              </p>
            </div>
          </li>
        ))}
      </ul>
      {count > 0 && (
        <div className="border-t border-line p-3">
          <Button className="w-full" onClick={({ currentTarget }) => onAnswer(currentTarget)} size="small">
            {t("answer", { count: chosen.size })}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
