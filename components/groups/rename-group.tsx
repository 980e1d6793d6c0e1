"use client";

import { useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { GROUP_TITLE_LENGTH_MAX } from "@/lib/group";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { TextField } from "../ui/text-field";
import type { GroupActions } from "./group-actions";
import { Problem } from "./problem";
import { useWish } from "./use-wish";

interface RenameGroupProps {
  conversationId: string;
  title: string;
  isAllowed: boolean;
  actions: GroupActions;
}

/** The name, and in its place the field that changes it. */
export function RenameGroup({ conversationId, title, isAllowed, actions }: RenameGroupProps) {
  const t = useTranslations("groups.rename");
  const [wanted, setWanted] = useState<string>();
  const wasOpen = useRef(false);
  const { wish, isOnItsWay, problem } = useWish(
    (id) => actions.rename({ conversationId, id, title: wanted ?? title }),
    close,
  );

  function close() {
    wasOpen.current = true;
    setWanted(undefined);
  }

  /** Where the field was there is the button again. */
  function takeFocus(opener: HTMLButtonElement | null) {
    if (!opener || !wasOpen.current) return;
    wasOpen.current = false;
    opener.focus();
  }

  if (wanted === undefined)
    return (
      <div className="flex items-center gap-1">
        <p className="min-w-0 flex-1 font-display text-lg [overflow-wrap:anywhere]" dir="auto">
          {title}
        </p>
        {isAllowed && (
          <IconButton
            icon="edit"
            label={t("open")}
            onClick={() => setWanted(title)}
            ref={takeFocus}
            size="small-round"
          />
        )}
      </div>
    );
  return (
    <form
      action={wish}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        // Otherwise the sheet would close with it.
        event.stopPropagation();
        close();
      }}
    >
      <TextField
        autoFocus
        dir="auto"
        label={t("label")}
        maxLength={GROUP_TITLE_LENGTH_MAX}
        onChange={({ target }) => setWanted(target.value)}
        required
        value={wanted}
      />
      <Problem words={problem} />
      <div className="mt-2 flex gap-2">
        <Button disabled={isOnItsWay || wanted.trim() === ""} size="small" type="submit">
          {t("save")}
        </Button>
        <Button look="quiet" onClick={close} size="small">
          {t("cancel")}
        </Button>
      </div>
    </form>
  );
}
