import { useTranslations } from "use-intl/react";
import { callIn } from "@/lib/call";
import { closingIn } from "@/lib/closing";
import type { Telling } from "@/lib/telling";
import { plainTextOf } from "@/lib/text-blocks";
import { useCallWords } from "./use-call-words";

/** A message in a line of plain text, in the reader's language; nothing of one that was deleted. */
export function useTelling(): (told: Telling, isOwn?: boolean) => string {
  const t = useTranslations("common");
  const callWords = useCallWords();
  return ({ preview, sort }, isOwn = false) => {
    if (sort === "text") return plainTextOf(preview);
    const call = sort === "call" ? callIn(preview) : null;
    if (call) return callWords(call, isOwn);
    const closing = sort === "closing" ? closingIn(preview) : null;
    if (sort === "closing") return closing ? t(`closing.${closing}`) : "";
    return (sort !== "call" && plainTextOf(preview)) || t(`sorts.${sort}`);
  };
}
