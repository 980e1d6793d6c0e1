"use client";

import { lazy, type MouseEvent, Suspense, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { ActionResult } from "@/lib/action-result";
import { answered } from "../answered";
import { patiently } from "../patiently";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { IconButton } from "../ui/icon-button";
import type { FollowActions, ReadingChoices } from "./follow-actions";

/** Most people only look: all but the button is loaded once it is pressed. */
const FollowMore = lazy(
  patiently(() => import("./follow-more").then((module) => ({ default: module.FollowMore }))),
);

export interface FollowButtonProps {
  business: { id: string; name: string; slug: string };
  isFollowing: boolean;
  /** Whether there is somebody to follow; without, a name is asked for. */
  isSignedIn: boolean;
  actions: FollowActions;
}

/** What a press led to. */
export type Pressed =
  | { is: "named" }
  | { is: "followed"; result: ActionResult<unknown> }
  | { is: "stopped"; result: ActionResult<{ undo: string | null }> }
  | { is: "choosing"; choices: Promise<ActionResult<ReadingChoices>> };

/** Follows a business with one press, and stops with another. */
export function FollowButton(props: FollowButtonProps) {
  const { business, isSignedIn, actions } = props;
  const t = useTranslations("following");
  const [isFollowing, setFollowing] = useState(props.isFollowing);
  const [isOnItsWay, setOnItsWay] = useState(false);
  const [pressed, setPressed] = useState<Pressed>();
  const asked = { businessId: business.id };

  async function turn(event: MouseEvent) {
    event.preventDefault();
    if (isOnItsWay) return;
    if (!isSignedIn) return setPressed({ is: "named" });
    setOnItsWay(true);
    const now: Pressed = isFollowing
      ? { is: "stopped", result: await answered(actions.stop(asked)) }
      : { is: "followed", result: await answered(actions.follow(asked)) };
    if (now.result.ok) setFollowing(!isFollowing);
    setPressed(now);
    setOnItsWay(false);
  }

  return (
    <div>
      {/* Without a script, and before it is there, it leads to a page. */}
      <form action={`/b/${business.slug}/follow`} className="flex items-center gap-2">
        <Button
          aria-disabled={isOnItsWay}
          aria-pressed={isFollowing}
          className="flex-1"
          look="secondary"
          onClick={turn}
          type="submit"
        >
          <Icon name={isFollowing ? "sent" : "bell"} />
          {t(isFollowing ? "follows" : "follow")}
        </Button>
        {isFollowing && (
          <IconButton
            aria-haspopup="dialog"
            icon="settings"
            label={t("choose", { business: business.name })}
            onClick={(event) => {
              event.preventDefault();
              setPressed({ is: "choosing", choices: answered(actions.read(asked)) });
            }}
            type="submit"
          />
        )}
      </form>
      {pressed && (
        <Suspense>
          <FollowMore
            {...props}
            onClose={() => setPressed(undefined)}
            onFollowing={setFollowing}
            pressed={pressed}
          />
        </Suspense>
      )}
    </div>
  );
}
