import { useRouter } from "next/navigation";
import { type RefObject, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { PostQuestion } from "@/lib/post-questions";
import { BODY_LENGTH_MAX } from "@/lib/protocol/body";
import { answered } from "../answered";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { useToast } from "../ui/toast";
import { useRefusalWords } from "../use-refusal-words";
import type { QuestionActions } from "./desk-actions";

interface AnswerDialogProps {
  /** Those who are chosen. */
  asked: PostQuestion[];
  post: { businessId: string; postId: string };
  actions: QuestionActions;
  body: string;
  onWrite: (body: string) => void;
  returnsTo: RefObject<HTMLElement | null>;
  onClose: () => void;
  onDone: () => void;
}

/** One answer to all who are chosen, to each in their own conversation. */
export function AnswerDialog(props: AnswerDialogProps) {
  const { asked, post, actions, body, onWrite, returnsTo, onClose, onDone } = props;
  const t = useTranslations("desk.questions");
  const id = useId();
  const router = useRouter();
  const toast = useToast();
  const refusalWords = useRefusalWords();
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
    <Dialog
      description={t("advice")}
      isOpen
      onOpenChange={onClose}
      returnsTo={returnsTo}
      title={t("answer", { count })}
    >
      <form
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
        <p
          className="mb-3 line-clamp-3 border-s-3 border-line-strong/60 ps-2.5 text-sm text-ink-soft"
          dir="auto"
        >
          {asked[0]?.body}
        </p>
        <label className="mb-1.5 block text-sm font-medium" htmlFor={id}>
          {t("label")}
        </label>
        <textarea
          autoFocus
          className="block min-h-20 w-full rounded-md border border-line-strong bg-surface px-3.5 py-2 text-base"
          dir="auto"
          id={id}
          maxLength={BODY_LENGTH_MAX}
          onChange={({ target }) => onWrite(target.value)}
          rows={3}
          value={body}
        />
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
          {t("send")}
        </Button>
      </form>
    </Dialog>
  );
}
