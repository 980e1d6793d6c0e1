import Link from "next/link";
import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { NAME_LENGTH_MAX } from "@/lib/person-lengths";
import { BODY_LENGTH_MAX } from "@/lib/protocol/body";
import { enter } from "../account/enter";
import { ProblemBanner } from "../account/problem-banner";
import type { AccountProblem } from "../account/sign-in-problem";
import { answered } from "../answered";
import { Banner } from "../ui/banner";
import { Button, buttonClass } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { TextField } from "../ui/text-field";
import { useRefusalWords } from "../use-refusal-words";
import type { Asking, AskProps } from "./ask-button";

interface AskSheetProps extends AskProps {
  post: { id: string; title: string; button: HTMLButtonElement };
  /** Whether the post was taken back since. */
  isGone: boolean;
  /** By post. */
  begun: Map<string, Asking>;
  onClose: () => void;
}

type Problem = { is: "account"; account: AccountProblem } | { is: "refused"; code: string };

/** Where a question about a post is written; who has no account becomes a guest by it, as who writes. */
export function AskSheet({ business, post, isGone, isSignedIn, ask, begun, onClose }: AskSheetProps) {
  const t = useTranslations("posts.ask");
  const router = useRouter();
  const refusalWords = useRefusalWords();
  const [asking, setAsking] = useState(begun.get(post.id) ?? newQuestion());
  const [isKnown, setKnown] = useState(isSignedIn);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [conversationId, setConversationId] = useState<string>();
  const { name } = business;
  const refused = isGone ? "not-found" : problem?.is === "refused" && problem.code;

  /** Other words are another question: what was sent before, and not answered, may be there. */
  function write(change: Partial<Asking>) {
    const next = { ...asking, ...change, ...(change.body !== undefined && { id: crypto.randomUUID() }) };
    begun.set(post.id, next);
    setAsking(next);
  }

  async function send(form: FormData) {
    setBusy(true);
    const found = await sent(String(form.get("name") ?? ""));
    setProblem(found);
    setBusy(false);
  }

  async function sent(guest: string): Promise<Problem | undefined> {
    if (!isKnown) {
      const account = await enter("guest", { name: guest });
      if (account) return { is: "account", account };
      setKnown(true);
    }
    const result = await answered(ask({ ...asking, businessId: business.id, postId: post.id }));
    if (!result.ok) return { is: "refused", code: result.refusal.code };
    begun.delete(post.id);
    setConversationId(result.value.conversationId);
    return undefined;
  }

  function close() {
    // Whoever came as a guest is somebody from here on.
    if (isKnown !== isSignedIn) router.refresh();
    onClose();
  }

  return (
    <Dialog
      description={t("lead", { business: name })}
      isOpen
      onOpenChange={close}
      returnsTo={{
        get current() {
          return post.button.isConnected ? post.button : document.getElementById(post.id);
        },
      }}
      title={t("title", { business: name })}
    >
      {!isGone && (
        <p
          className="mb-4 truncate border-s-3 border-line-strong/60 ps-2.5 text-sm text-ink-soft"
          dir="auto"
          title={post.title}
        >
          {post.title}
        </p>
      )}
      {conversationId ? (
        <div role="status">
          <p>{t("asked", { business: name })}</p>
          <Link
            className={`${buttonClass()} mt-5 w-full`}
            href={{ pathname: `/chats/${conversationId}` }}
            ref={(link) => link?.focus()}
          >
            {t("look")}
          </Link>
        </div>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void send(new FormData(event.currentTarget));
          }}
        >
          {problem?.is === "account" && <ProblemBanner className="mb-4" problem={problem.account} />}
          {refused && (
            <Banner className="mb-4" icon="failed" look="danger">
              {refused === "not-found" ? t("gone", { business: name }) : refusalWords(refused)}
            </Banner>
          )}
          <QuestionField onWrite={(body) => write({ body })} text={asking.body} />
          {!isKnown && (
            <TextField
              autoComplete="given-name"
              className="mt-4"
              dir="auto"
              hint={t("nameHint", { business: name })}
              label={t("name")}
              maxLength={NAME_LENGTH_MAX}
              name="name"
              required
            />
          )}
          <label className="mt-4 flex items-start gap-3">
            <input
              checked={asking.mayPublish}
              className="mt-0.5 size-5 shrink-0 accent-pine"
              onChange={({ target }) => write({ mayPublish: target.checked })}
              type="checkbox"
            />
            <span>
              {t("mayPublish")}
              <span className="block text-sm text-ink-faint">{t("mayPublishHint")}</span>
            </span>
          </label>
          <Button className="mt-5 w-full" disabled={isBusy || asking.body.trim() === ""} type="submit">
            {t(isBusy ? "sending" : "send")}
          </Button>
        </form>
      )}
    </Dialog>
  );
}

function QuestionField({ text, onWrite }: { text: string; onWrite: (text: string) => void }) {
  const t = useTranslations("posts.ask");
  const id = useId();
  return (
    <>
      <label className="mb-1.5 block text-sm font-medium" htmlFor={id}>
        {t("label")}
      </label>
      <textarea
        // biome-ignore lint/a11y/noAutofocus: it is what the sheet was opened for
        autoFocus
        className="block min-h-28 w-full rounded-md border border-line-strong bg-surface px-3.5 py-2 text-base"
        dir="auto"
        id={id}
        maxLength={BODY_LENGTH_MAX}
        onChange={({ target }) => onWrite(target.value)}
        required
        rows={4}
        value={text}
      />
    </>
  );
}

function newQuestion(): Asking {
  return { id: crypto.randomUUID(), body: "", mayPublish: false };
}
