"use client";

import { lazy, useState, useTransition } from "react";
import { useTranslations } from "use-intl/react";
import { patiently } from "../patiently";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { IconButton } from "../ui/icon-button";
import type { NewGroupProps } from "./new-group-dialog";

/** Most people only look: what makes a group is loaded where one is asked for. */
const NewGroupDialog = lazy(
  patiently(() => import("./new-group-dialog").then((module) => ({ default: module.NewGroupDialog }))),
);

/** A button that opens the form for a new group: on a page with its words, over a list as an icon. */
export function NewGroup({ look, ...props }: NewGroupProps & { look: "words" | "icon" }) {
  const t = useTranslations("groups.new");
  const [isAsked, setAsked] = useState(false);
  const [, startTransition] = useTransition();
  const ask = isAsked ? {} : { onClick: () => startTransition(() => setAsked(true)) };
  const button =
    look === "icon" ? (
      <IconButton aria-haspopup="dialog" icon="people" label={t("open")} size="small-round" {...ask} />
    ) : (
      <Button aria-haspopup="dialog" className="w-full" look="secondary" {...ask}>
        <Icon name="people" />
        {t("open")}
      </Button>
    );
  return isAsked ? <NewGroupDialog {...props} trigger={button} /> : button;
}
