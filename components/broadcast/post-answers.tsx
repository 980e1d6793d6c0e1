import { useTranslations } from "use-intl/react";
import type { PostAnswer } from "@/lib/protocol/post";
import { MessageText } from "../conversation/message-text";

const SHOWN_AT_ONCE = 2;

/** What was asked about a post and answered to all, of those who agreed; nobody is named. */
export function PostAnswers({ answers }: { answers: PostAnswer[] }) {
  const t = useTranslations("posts.answers");
  if (answers.length === 0) return null;
  const more = answers.slice(SHOWN_AT_ONCE);
  return (
    <section aria-label={t("title")} className="mt-4 border-t border-line pt-3">
      <h2 className="text-sm font-semibold text-ink-soft">{t("title")}</h2>
      <Answers answers={answers.slice(0, SHOWN_AT_ONCE)} />
      {more.length > 0 && (
        <details className="mt-2">
          <summary className="inline-flex min-h-8 cursor-pointer items-center text-sm font-medium text-pine-ink underline underline-offset-2">
            {t("more", { count: more.length })}
          </summary>
          <Answers answers={more} />
        </details>
      )}
    </section>
  );
}

function Answers({ answers }: { answers: PostAnswer[] }) {
  const t = useTranslations("posts.answers");
  return (
    <ul>
      {answers.map(({ id, question, answer }) => (
        <li className="mt-2.5" key={id}>
          <p className="font-medium [overflow-wrap:anywhere] whitespace-pre-line" dir="auto">
            <span className="sr-only">{t("question")} </span>
            {question}
          </p>
          <div className="mt-0.5 text-ink-soft [unicode-bidi:plaintext]" dir="auto">
            <span className="sr-only">{t("answer")} </span>
            <MessageText body={answer} />
          </div>
        </li>
      ))}
    </ul>
  );
}
