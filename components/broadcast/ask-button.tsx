import { lazy, Suspense, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { ActionResult } from "@/lib/action-result";
import { titleOf } from "@/lib/post-title";
import type { Post } from "@/lib/protocol/post";
import { patiently } from "../patiently";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";

/** Most people only read: all but the button is loaded once it is pressed. */
const AskSheet = lazy(
  patiently(() => import("./ask-sheet").then((module) => ({ default: module.AskSheet }))),
);

export interface Question {
  businessId: string;
  postId: string;
  id: string;
  body: string;
  mayPublish: boolean;
}

export interface AskProps {
  business: { id: string; name: string };
  /** Whether there is somebody to answer; without, a name is asked for. */
  isSignedIn: boolean;
  ask: (asked: Question) => Promise<ActionResult<{ conversationId: string }>>;
}

/** What is being asked; it stays while the sheet is away. */
export interface Asking {
  id: string;
  body: string;
  mayPublish: boolean;
}

export interface AskButtonProps {
  title: string;
  onAsk: (button: HTMLButtonElement) => void;
}

/** Asks about a post where nobody else reads it. */
export function AskButton({ title, onAsk }: AskButtonProps) {
  const t = useTranslations("posts.ask");
  return (
    <Button
      aria-haspopup="dialog"
      aria-label={t("openOf", { title })}
      look="quiet"
      onClick={({ currentTarget }) => onAsk(currentTarget)}
      size="small"
    >
      <Icon className="size-4.5" name="bubble" />
      {t("open")}
    </Button>
  );
}

/**
 * What asks about a post, and the sheet that is open for it. The sheet is not of the post: whatever becomes of that
 * meanwhile, what somebody writes stays.
 */
export function useAsking(props: AskProps, posts: Post[]) {
  const [asked, setAsked] = useState<{ id: string; title: string; button: HTMLButtonElement }>();
  const begun = useRef(new Map<string, Asking>());
  const sheet = asked && (
    <Suspense>
      <AskSheet
        {...props}
        begun={begun.current}
        isGone={posts.some(({ id, deletedAt }) => id === asked.id && deletedAt)}
        onClose={() => setAsked(undefined)}
        post={asked}
      />
    </Suspense>
  );
  const askAbout = (post: Post, button: HTMLButtonElement) =>
    setAsked({ id: post.id, title: titleOf(post), button });
  return { sheet, askAbout };
}
