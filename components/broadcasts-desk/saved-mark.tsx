import { useTranslations } from "use-intl/react";
import { POST_LENGTH_MAX } from "@/lib/broadcast";
import { useRefusalWords } from "../use-refusal-words";
import type { KeptPost } from "./post-keeper";

/** Whether what is written is safe. */
export function SavedMark({ kept, isNew }: { kept: KeptPost; isNew: boolean }) {
  const t = useTranslations("desk.saved");
  const refusalWords = useRefusalWords();
  const { is, problem, other, written } = kept;
  if (other || problem === "closed") return <span>{t("not")}</span>;
  if (problem) return <span className="text-danger">{`${t("not")} ${refusalWords(problem)}`}</span>;
  if (written.body.length > POST_LENGTH_MAX) return <span className="text-danger">{t("tooLong")}</span>;
  if (is !== "saved") return <span>{t("saving")}</span>;
  return <span data-saved={isNew ? "none" : "all"}>{t(isNew ? "none" : "all")}</span>;
}
