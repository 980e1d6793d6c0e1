import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { AnsweredQuestions, PostQuestion } from "@/lib/post-questions";
import { answered as resultOf } from "../answered";
import { useToast } from "../ui/toast";
import { useRefusalWords } from "../use-refusal-words";
import { AnswerDialog } from "./answer-dialog";
import type { QuestionActions } from "./desk-actions";
import { QuestionHeap } from "./question-heap";

const LOOKS_AGAIN_AFTER_MS = 2_000;

export interface QuestionsOf {
  /** What waits for an answer, gathered by what is asked. */
  heaps: PostQuestion[][];
  answered: AnsweredQuestions[];
}

interface QuestionsProps {
  questions: QuestionsOf;
  post: { businessId: string; postId: string };
  slug: string;
  actions: QuestionActions;
}

/** What readers asked about a post: alike ones together, and one answer to all who are chosen. */
export function Questions({ questions: { heaps, answered }, post, slug, actions }: QuestionsProps) {
  const t = useTranslations("desk.questions");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isAnswering, setAnswering] = useState(false);
  /** It stays while the dialog is away. */
  const [answer, setAnswer] = useState("");
  const section = useRef<HTMLElement>(null);
  const returnsTo = useRef<HTMLElement>(null);
  useSending(answered);
  const asked = heaps.flat().filter(({ id }) => chosen.has(id));

  function choose(ids: string[], isOn: boolean) {
    const next = new Set(chosen);
    for (const id of ids) isOn ? next.add(id) : next.delete(id);
    setChosen(next);
  }

  return (
    <section
      aria-label={t("title")}
      className="rounded-xl border border-line bg-surface p-4 sm:p-5"
      ref={section}
      tabIndex={-1}
    >
      <h2 className="font-display text-lg">{t("title")}</h2>
      {heaps.length === 0 && answered.length === 0 && (
        <p className="mt-2 text-sm text-ink-soft">{t("none")}</p>
      )}
      <div className="mt-3 space-y-3 empty:hidden">
        {heaps.map((heap) => (
          <QuestionHeap
            chosen={chosen}
            heap={heap}
            key={heap[0]?.id}
            onAnswer={(button) => {
              returnsTo.current = button;
              setAnswering(true);
            }}
            onChoose={choose}
            slug={slug}
          />
        ))}
      </div>
      {isAnswering && (
        <AnswerDialog
          actions={actions}
          asked={asked}
          body={answer}
          onClose={() => setAnswering(false)}
          onDone={() => {
            returnsTo.current = section.current;
            setAnswering(false);
            setAnswer("");
            setChosen(new Set());
          }}
          onWrite={setAnswer}
          post={post}
          returnsTo={returnsTo}
        />
      )}
      {answered.length > 0 && (
        <>
          <h3 className="mt-5 text-sm font-semibold text-ink-soft">{t("answered")}</h3>
          <ul className="divide-y divide-line">
            {answered.map((each) => (
              <li className="py-3" key={each.id}>
                <Answered answer={each} businessId={post.businessId} show={actions.show} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** Looks again while answers are on their way to those who asked. */
function useSending(answered: AnsweredQuestions[]): void {
  const router = useRouter();
  useEffect(() => {
    if (answered.every(({ asked, replied, failed }) => replied + failed === asked)) return;
    const timer = setTimeout(() => router.refresh(), LOOKS_AGAIN_AFTER_MS);
    return () => clearTimeout(timer);
  }, [answered, router]);
}

interface AnsweredProps {
  answer: AnsweredQuestions;
  businessId: string;
  show: QuestionActions["show"];
}

function Answered({ answer, businessId, show }: AnsweredProps) {
  const { id, body, asked, replied, failed, publicQuestion, publishable } = answer;
  const t = useTranslations("desk.questions");
  const toast = useToast();
  const refusalWords = useRefusalWords();
  const [isShown, setShown] = useState(publicQuestion !== null);
  const question = publicQuestion ?? publishable;

  /** It holds at once; where it could not be kept, it stands as before. */
  async function turn(isOn: boolean) {
    setShown(isOn);
    const result = await resultOf(show({ businessId, id, questionId: isOn ? (question?.id ?? null) : null }));
    if (result.ok) return;
    setShown(!isOn);
    toast({ text: refusalWords(result.refusal.code) });
  }

  return (
    <>
      <p className="[overflow-wrap:anywhere] whitespace-pre-line" dir="auto">
        {body}
      </p>
      <p className="mt-1 flex flex-wrap gap-x-3 text-sm text-ink-soft tabular-nums">
        <span>{t("told", { asked, replied })}</span>
        {failed > 0 && <span className="text-danger">{t("failed", { count: failed })}</span>}
      </p>
      {question && (
        <label className="mt-2 flex items-start gap-2.5 text-sm">
          <input
            checked={isShown}
            className="size-5 shrink-0 accent-pine"
            onChange={({ target }) => void turn(target.checked)}
            type="checkbox"
          />
          <span className="min-w-0">
            {t("beneath")}
            <span className="block text-ink-faint [overflow-wrap:anywhere]">
              {t("showWith", { question: question.body })}
            </span>
          </span>
        </label>
      )}
    </>
  );
}
