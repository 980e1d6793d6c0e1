import { useTranslations } from "use-intl/react";

/** Says of a hit that it is a note: to members of the business alone, who are given the words for it. */
export function NoteMark() {
  const t = useTranslations("notes");
  return <span className="font-medium text-note-ink"> · {t("label")}</span>;
}
