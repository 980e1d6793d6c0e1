"use client";

import { memo } from "react";
import { useTranslations } from "use-intl/react";
import { type MessageProps, messageParts } from "./message";
import { MessageBubble } from "./message-bubble";
import { type UnsentProps, unsentParts } from "./unsent-message";

/**
 * A text of a timeline. The same element before and after it is stored, so that what has the focus in it keeps it, and
 * what plays plays on. Remembered, because a timeline renders anew at every step of scrolling.
 */
export const Said = memo(function Said(props: MessageProps | UnsentProps) {
  const t = useTranslations("conversation");
  return <MessageBubble {...("text" in props ? unsentParts(props, t) : messageParts(props, t))} />;
});
