import { useTranslations } from "use-intl/react";
import { isRefusalCode } from "@/lib/refusal";

/** What is said of a refusal, in the reader's language; its own `message` is for logs and programs. */
export function useRefusalWords(): (code: string) => string {
  const t = useTranslations("common.refusals");
  return (code) => t(isRefusalCode(code) ? code : "unavailable");
}
