import { useRouter } from "next/navigation";
import { useId, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { PostQuestion } from "@/lib/post-questions";
import { BODY_LENGTH_MAX } from "@/lib/protocol/body";
import { answered } from "../answered";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { useToast } from "../ui/toast";
import { useRefusalWords } from "../use-refusal-words";
import type { QuestionActions } from "./desk-actions";

interface AnswerFormProps {
  /** Those who are chosen. */
  asked: PostQuestion[];
  post: { businessId: string; postId: string };
  actions: QuestionActions;
  onDone: () => void;
}

/** One answer to all who are chosen, to each in their own conversation. */
export function AnswerForm({ asked, post, actions, onDone }: AnswerFormProps) {
  const t = useTranslations("desk.questions");
  const id = useId();
  const router = useRouter();
  const toast = useToast();
  const refusalWords = useRefusalWords();
  const [body, setBody] = useState("");
  const [isShown, setShown] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  /** The same for as long as the same is asked for: sent twice, it is one answer. */
  const answering = useRef<{ of: string; id: string }>(undefined);
  const agreed = asked.find(({ mayPublish }) => mayPublish);
  const count = asked.length;

  async function send() {
    setBusy(true);
    const questionIds = asked.map((each) => each.id);
    const of = JSON.stringify([body, questionIds]);
    if (answering.current?.of !== of) answering.current = { of, id: crypto.randomUUID() };
    const answerId = answering.current.id;
    const result = await answered(actions.answer({ ...post, id: answerId, body, questionIds }));
    setBusy(false);
    setProblem(result.ok ? undefined : refusalWords(result.refusal.code));
    if (!result.ok) return;
    toast({ text: t("sent", { count }) });
    if (agreed && isShown) {
      const asking = { businessId: post.businessId, id: answerId, questionId: agreed.id };
      const shown = await answered(actions.show(asking));
      if (!shown.ok) toast({ text: refusalWords(shown.refusal.code) });
    }
    onDone();
    router.refresh();
  }

  return (
    <form
      className="sticky bottom-0 -mx-4 mt-4 border-t border-line bg-surface px-4 pt-4 pb-1 sm:-mx-5 sm:px-5"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {problem && (
        <Banner className="mb-3" icon="failed" look="danger">
          {problem}
        </Banner>
      )}
      <label className="mb-1.5 block text-sm font-medium" htmlFor={id}>
        {t("label")}
      </label>
      <textarea
        aria-describedby={`${id}-note`}
        className="block min-h-20 w-full rounded-md border border-line-strong bg-surface px-3.5 py-2 text-base"
        dir="auto"
        id={id}
        maxLength={BODY_LENGTH_MAX}
        onChange={({ target }) => setBody(target.value)}
        rows={3}
        value={body}
      />
      <p className="mt-1.5 text-sm text-ink-faint" id={`${id}-note`}>
        {t("advice")}
      </p>
      <label className={`mt-3 flex items-start gap-2.5 text-sm ${agreed ? "" : "text-ink-faint"}`}>
        <input
          checked={agreed !== undefined && isShown}
          className="size-5 shrink-0 accent-pine"
          disabled={!agreed}
          onChange={({ target }) => setShown(target.checked)}
          type="checkbox"
        />
        <span className="min-w-0">
          {t("show")}
          <span className="line-clamp-2 text-ink-faint [overflow-wrap:anywhere]">
            {agreed ? t("showWith", { question: agreed.body }) : t("nobodyAgreed")}
          </span>
        </span>
      </label>
      <Button className="mt-3 w-full" disabled={isBusy || body.trim() === ""} type="submit">
        {t("send", { count })}
      </Button>
    </form>
  );
}
