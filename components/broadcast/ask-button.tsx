import { lazy, Suspense, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { ActionResult } from "@/lib/action-result";
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
  post: { id: string; title: string };
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

/** Asks about a post where nobody else reads it. */
export function AskButton(props: AskProps) {
  const t = useTranslations("posts.ask");
  const [isOpen, setOpen] = useState(false);
  const begun = useRef<Asking>(undefined);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <Button
        aria-haspopup="dialog"
        aria-label={t("openOf", { title: props.post.title })}
        look="quiet"
        onClick={() => setOpen(true)}
        ref={button}
        size="small"
      >
        <Icon className="size-4.5" name="bubble" />
        {t("open")}
      </Button>
      {isOpen && (
        <Suspense>
          <AskSheet {...props} begun={begun} cameFrom={button} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
