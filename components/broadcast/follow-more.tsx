"use client";

import { useRouter } from "next/navigation";
import { useActionState } from "react";
import { useTranslations } from "use-intl/react";
import { NAME_LENGTH_MAX } from "@/lib/person-lengths";
import { enter } from "../account/enter";
import { ProblemBanner } from "../account/problem-banner";
import type { AccountProblem } from "../account/sign-in-problem";
import { answered } from "../answered";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { IconButton } from "../ui/icon-button";
import { TextField } from "../ui/text-field";
import { useRefusalWords } from "../use-refusal-words";
import type { FollowButtonProps, Pressed } from "./follow-button";
import { FollowSheet } from "./follow-sheet";

interface FollowMoreProps extends FollowButtonProps {
  pressed: Pressed;
  onFollowing: (isFollowing: boolean) => void;
  onClose: () => void;
}

/** What a press of the button leads to: what came of it, whose name it is, or the choice of topics and ways. */
export function FollowMore({ pressed, ...props }: FollowMoreProps) {
  switch (pressed.is) {
    case "named":
      return <NameDialog {...props} />;
    case "choosing":
      return <FollowSheet {...props} choices={pressed.choices} />;
    default:
      return <Outcome {...props} pressed={pressed} />;
  }
}

type Part = Omit<FollowMoreProps, "pressed">;

interface OutcomeProps extends Part {
  pressed: Extract<Pressed, { result: unknown }>;
}

function Outcome({ business, actions, onFollowing, onClose, pressed }: OutcomeProps) {
  const t = useTranslations("following");
  const common = useTranslations("common");
  const refusalWords = useRefusalWords();
  if (!pressed.result.ok)
    return (
      <Banner className="mt-2" icon="failed" look="danger">
        {refusalWords(pressed.result.refusal.code)}
      </Banner>
    );
  const undo = pressed.is === "stopped" && pressed.result.ok && pressed.result.value.undo;
  async function takeBack(kept: string) {
    const { ok } = await answered(actions.follow({ businessId: business.id, undo: kept }));
    if (ok) onFollowing(true);
    onClose();
  }
  return (
    <div
      className="mt-2 flex animate-rise items-center gap-1 rounded-md bg-sunken py-1 ps-3.5 pe-1 text-sm"
      role="status"
    >
      <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
        {t(pressed.is, { business: business.name })}
      </span>
      {undo && (
        <Button look="quiet" onClick={() => takeBack(undo)} size="small">
          {common("undo")}
        </Button>
      )}
      <IconButton icon="close" label={common("close")} onClick={onClose} size="small-round" />
    </div>
  );
}

/** Who follows without an account is a guest from then on, as who writes. */
function NameDialog({ business: { id, name, slug }, actions, onFollowing, onClose }: Part) {
  const t = useTranslations("following.name");
  const router = useRouter();
  const [problem, begin, isOnItsWay] = useActionState(
    async (_: AccountProblem | undefined, form: FormData) => {
      const wrong = await enter("guest", { name: String(form.get("name")) });
      if (wrong) return wrong;
      const { ok } = await answered(actions.follow({ businessId: id }));
      onFollowing(ok);
      router.refresh();
      onClose();
      return undefined;
    },
    undefined,
  );
  return (
    <Dialog
      description={t("lead", { business: name })}
      isOpen
      onOpenChange={onClose}
      title={t("title", { business: name })}
    >
      <form action={begin}>
        {problem && <ProblemBanner className="mb-4" problem={problem} />}
        <TextField
          autoComplete="given-name"
          dir="auto"
          hint={t("hint")}
          label={t("label")}
          maxLength={NAME_LENGTH_MAX}
          name="name"
          required
        />
        <Button className="mt-5 w-full" disabled={isOnItsWay} type="submit">
          {t(isOnItsWay ? "doing" : "do")}
        </Button>
        <p className="mt-4 text-center text-sm text-ink-soft">
          {t("isKnown")}{" "}
          <a
            className="inline-flex min-h-6 items-center font-medium text-pine-ink underline"
            href={`/sign-in?next=${encodeURIComponent(`/b/${slug}`)}`}
          >
            {t("signIn")}
          </a>
        </p>
      </form>
    </Dialog>
  );
}
