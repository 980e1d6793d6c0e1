import { useTranslations } from "use-intl/react";
import type { Telling } from "@/lib/telling";
import { plainTextOf } from "@/lib/text-blocks";

/** A message in a line of plain text, in the reader's language; nothing of one that was deleted. */
export function useTelling(): (told: Telling) => string {
  const t = useTranslations("common.sorts");
  return ({ preview, sort }) => {
    if (sort === "text") return plainTextOf(preview);
    return (sort !== "call" && plainTextOf(preview)) || t(sort);
  };
}
