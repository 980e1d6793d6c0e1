"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { useTranslations } from "use-intl/react";
import { saveDraft } from "@/lib/client/save-draft";
import type { DraftMode, KeptDraft } from "@/lib/kept-draft";
import { draftIn } from "../conversation/use-draft";
import { granted } from "../granted";
import { Button } from "../ui/button";
import { DraftKeeper } from "./draft-keeper";
import type { KeepingActions } from "./keeping-actions";
import { useInboxNews } from "./use-inbox-news";

interface DraftSyncProps {
  conversationId: string;
  mode: DraftMode;
  /** Which inbox tells of what is written elsewhere. */
  whose: { readerId: string; businessId: string };
  draftKey: string;
  draftOf: KeepingActions["draftOf"];
}

/** Keeps what is written here on the writer's other devices, and offers what was written there at the same time. */
export function DraftSync(props: DraftSyncProps) {
  const { conversationId, mode, whose } = props;
  const t = useTranslations("guard.draft");
  const [keeper] = useState(() => keeperOf(props));
  const offer = useSyncExternalStore(keeper.subscribe, keeper.getOffer, () => undefined);
  useEffect(() => {
    const stop = keeper.start();
    const look = () => void (document.visibilityState === "hidden" ? keeper.save() : keeper.refresh());
    const leave = () => void keeper.leave();
    document.addEventListener("visibilitychange", look);
    window.addEventListener("pagehide", leave);
    return () => {
      document.removeEventListener("visibilitychange", look);
      window.removeEventListener("pagehide", leave);
      stop();
    };
  }, [keeper]);
  useInboxNews({
    ...whose,
    onMissed: () => void keeper.refresh(),
    onEvent: (event) => {
      if (event.type !== "draft:changed" || event.mode !== mode) return;
      if (event.conversationId === conversationId) keeper.hear(event.rev);
    },
  });
  if (offer === undefined) return null;
  return (
    <section
      aria-label={t("label")}
      className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-md bg-sunken px-3.5 py-2 text-sm"
    >
      <p className="min-w-0 flex-1 basis-48" role="status">
        <span className="font-medium">{t("title")}</span>{" "}
        <span className="line-clamp-2 text-ink-soft wrap-anywhere" dir="auto">
          {offer}
        </span>
      </p>
      <Button look="secondary" onClick={() => keeper.take()} size="small">
        {t("take")}
      </Button>
      <Button look="quiet" onClick={() => keeper.dismiss()} size="small">
        {t("dismiss")}
      </Button>
    </section>
  );
}

function keeperOf({ conversationId, mode, draftKey, draftOf }: DraftSyncProps): DraftKeeper {
  const draft = draftIn(draftKey);
  return new DraftKeeper(
    {
      ...draft,
      readKept: () => keptIn(draft.readBeside("kept")),
      writeKept: (kept) => draft.writeBeside("kept", JSON.stringify(kept)),
    },
    {
      load: async () => granted(await draftOf({ conversationId, mode })),
      save: (kept) => saveDraft({ conversationId, mode, ...kept }),
    },
  );
}

function keptIn(text: string | null): KeptDraft | undefined {
  return text === null ? undefined : JSON.parse(text);
}
