import { useTranslations } from "use-intl/react";
import { callIn } from "@/lib/call";
import { closingStates } from "@/lib/closing-states";
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
    if (sort === "closing")
      return t(`closing.${closingStates.find((state) => state === preview) ?? "proposed"}`);
    return (sort !== "call" && plainTextOf(preview)) || t(`sorts.${sort}`);
  };
}
