"use client";

import dynamic from "next/dynamic";
import type { ComponentProps, RefObject } from "react";
import { patiently } from "../patiently";
import { MenuOf } from "./menu-of";

/** These come when they are first asked for. */
const EmojiDialog = dynamic(
  patiently(() => import("./emoji-dialog").then((module) => module.EmojiDialog)),
  {
    ssr: false,
  },
);
const RevisionsDialog = dynamic(
  patiently(() => import("./revisions-dialog").then((module) => module.RevisionsDialog)),
  {
    ssr: false,
  },
);

interface MessageDialogsProps extends Omit<ComponentProps<typeof MenuOf>, "menu"> {
  field: RefObject<HTMLTextAreaElement | null>;
}

/** What opens over a conversation: the menu of a message, all emoji, or what a message said before. */
export function MessageDialogs({ field, ...props }: MessageDialogsProps) {
  const { deeds } = props;
  const { menu, picking, revised } = deeds;
  return (
    <>
      {picking && <EmojiDialog deeds={deeds} field={field} picking={picking} />}
      {revised && <RevisionsDialog onClose={deeds.closeRevisions} revised={revised} />}
      {menu && <MenuOf {...props} menu={menu} />}
    </>
  );
}
