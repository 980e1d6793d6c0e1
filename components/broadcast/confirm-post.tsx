import Link from "next/link";
import { type FormEvent, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { ActionResult } from "@/lib/action-result";
import { isOfNow, type OwnConfirmation } from "@/lib/confirmation";
import type { Post } from "@/lib/protocol/post";
import type { RefusalCode } from "@/lib/refusal";
import { answered } from "../answered";
import { Button, buttonClass } from "../ui/button";
import { Icon } from "../ui/icon";
import { Time } from "../ui/time";
import { useRefusalWords } from "../use-refusal-words";

/** The confirmations of who looks, by post. */
export type OwnConfirmations = Record<string, OwnConfirmation | null>;

type Answer = Promise<ActionResult<{ own: OwnConfirmation | null }>>;

export interface ConfirmActions {
  confirm: (asked: { postId: string; rev: number; isNamed: boolean }) => Answer;
  nameConfirmation: (asked: { postId: string; isNamed: boolean }) => Answer;
  takeBackConfirmation: (asked: { postId: string }) => Answer;
}

interface ConfirmPostProps {
  post: Post;
  /** Its name. */
  business: string;
  own: OwnConfirmation | null;
  actions: ConfirmActions;
  onChange: (own: OwnConfirmation | null) => void;
}

/** Asks who reads a post to confirm that they did, by name or not, and lets them take that back. */
export function ConfirmPost(props: ConfirmPostProps) {
  const { business, own, post } = props;
  const t = useTranslations("posts.confirm");
  const refusalWords = useRefusalWords();
  const title = useId();
  const { box, isOnItsWay, problem, isNamed, takenBack, confirm, name, takeBack, undo } =
    useConfirming(props);
  const isConfirmed = own !== null && isOfNow(own, post);

  function submit(event: FormEvent) {
    event.preventDefault();
    // Enter in the box sends the form, also where there is nothing to press.
    if (!isConfirmed) void confirm();
  }

  return (
    <form
      aria-labelledby={title}
      className={`mt-4 scroll-mt-24 rounded-lg border p-3.5 sm:p-4 ${isConfirmed ? "border-line bg-sunken" : "border-pine-ink/40 bg-pine-tint"}`}
      data-confirm={isConfirmed ? "done" : "asked"}
      onSubmit={submit}
      ref={box}
      tabIndex={-1}
    >
      <Said onUndo={undo} own={own} post={post} takenBack={takenBack} title={title} />
      <NameChoice business={business} isNamed={isNamed} onName={(on) => void name(on)} />
      <div className="ms-8 mt-2.5 flex flex-wrap items-center gap-2">
        {!isConfirmed && (
          <Button aria-disabled={isOnItsWay} size="small" type="submit">
            <Icon className="size-4.5" name="sent" />
            {t("do")}
          </Button>
        )}
        {own && (
          <Button
            aria-disabled={isOnItsWay}
            className={isConfirmed ? "-ms-3" : ""}
            look="quiet"
            onClick={() => void takeBack(own)}
            size="small"
          >
            {t("takeBack")}
          </Button>
        )}
      </div>
      {problem && (
        <p className="ms-8 mt-2 text-sm text-danger" role="alert">
          {refusalWords(problem)}
        </p>
      )}
    </form>
  );
}

interface SaidProps extends Pick<ConfirmPostProps, "own" | "post"> {
  /** The id of what names the form. */
  title: string;
  takenBack: OwnConfirmation | undefined;
  onUndo: (before: OwnConfirmation) => Promise<void>;
}

function Said({ own, post, title, takenBack, onUndo }: SaidProps) {
  const t = useTranslations("posts.confirm");
  const common = useTranslations("common");
  const isConfirmed = own !== null && isOfNow(own, post);
  return (
    <div role="status">
      <p className="flex items-start gap-3 font-medium" id={title}>
        <Icon className="mt-0.5 size-5 shrink-0 text-pine-ink" name={isConfirmed ? "sent" : "flag"} />
        <span>
          {isConfirmed
            ? t.rich("done", { when: () => <Time at={own.confirmedAt} form="list" isExact key="when" /> })
            : t(own ? "changed" : "title")}
        </span>
      </p>
      {!own && takenBack && (
        <p className="ms-8 mt-1 flex flex-wrap items-center gap-x-2 text-sm text-ink-soft">
          {t("takenBack")}
          <Button look="quiet" onClick={() => void onUndo(takenBack)} size="small">
            {common("undo")}
          </Button>
        </p>
      )}
    </div>
  );
}

interface NameChoiceProps {
  business: string;
  isNamed: boolean;
  onName: (isNamed: boolean) => void;
}

function NameChoice({ business, isNamed, onName }: NameChoiceProps) {
  const t = useTranslations("posts.confirm");
  const [field, advice] = [useId(), useId()];
  return (
    <div className="mt-2 flex items-start gap-3">
      <input
        aria-describedby={advice}
        checked={isNamed}
        className="mt-0.5 size-5 shrink-0 accent-pine"
        id={field}
        onChange={({ target }) => onName(target.checked)}
        type="checkbox"
      />
      <div className="min-w-0 [overflow-wrap:anywhere]">
        <label htmlFor={field}>{t("name", { business })}</label>
        <p className="text-sm text-ink-soft" id={advice}>
          {t(isNamed ? "named" : "unnamed", { business })}
        </p>
      </div>
    </div>
  );
}

/** What is chosen shows at once, and is as it was where that could not be. */
function useConfirming({ post, own, actions, onChange }: ConfirmPostProps) {
  const box = useRef<HTMLFormElement>(null);
  const [isOnItsWay, setOnItsWay] = useState(false);
  const [problem, setProblem] = useState<RefusalCode>();
  const [wantsName, setWantsName] = useState(false);
  const [takenBack, setTakenBack] = useState<OwnConfirmation>();
  const { id: postId, rev, editedAt } = post;
  const isNamed = own?.isNamed ?? wantsName;

  async function settle(ahead: OwnConfirmation | null, ask: () => Answer): Promise<boolean> {
    if (isOnItsWay) return false;
    setOnItsWay(true);
    onChange(ahead);
    const result = await answered(ask());
    onChange(result.ok ? result.value.own : own);
    setProblem(result.ok ? undefined : result.refusal.code);
    setOnItsWay(false);
    return result.ok;
  }

  /** The button that was pressed goes away; reading goes on here. */
  const stay = () => box.current?.focus({ preventScroll: true });

  function confirm() {
    stay();
    const ahead = { confirmedAt: new Date().toISOString(), isNamed, rev, editedAt };
    return settle(ahead, () => actions.confirm({ postId, rev, isNamed }));
  }

  async function name(on: boolean) {
    if (own) await settle({ ...own, isNamed: on }, () => actions.nameConfirmation({ postId, isNamed: on }));
    else setWantsName(on);
  }

  async function takeBack(before: OwnConfirmation) {
    if (isOnItsWay) return;
    stay();
    setWantsName(false);
    setTakenBack(before);
    await settle(null, () => actions.takeBackConfirmation({ postId }));
  }

  async function undo(before: OwnConfirmation) {
    stay();
    const { rev: confirmedRev, isNamed: wasNamed } = before;
    await settle(before, () => actions.confirm({ postId, rev: confirmedRev, isNamed: wasNamed }));
  }

  return { box, isOnItsWay, problem, isNamed, takenBack, confirm, name, takeBack, undo };
}

/** Leads visitors to where they can sign in, and back. */
export function SignInToConfirm({ path }: { path: string }) {
  const t = useTranslations("posts.confirm");
  return (
    <div
      className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-pine-ink/40 bg-pine-tint p-3.5 sm:p-4"
      data-confirm="visitor"
    >
      <p className="flex min-w-40 flex-1 items-start gap-3 font-medium">
        <Icon className="mt-0.5 size-5 shrink-0 text-pine-ink" name="flag" />
        {t("title")}
      </p>
      <Link className={buttonClass({ size: "small" })} href={{ pathname: "/sign-in", query: { next: path } }}>
        {t("signIn")}
      </Link>
    </div>
  );
}
