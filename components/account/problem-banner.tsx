import { useTranslations } from "use-intl/react";
import { Banner } from "../ui/banner";
import type { AccountProblem } from "./sign-in-problem";

export function ProblemBanner({ problem, className }: { problem: AccountProblem; className?: string }) {
  const t = useTranslations("account.problems");
  return (
    <Banner {...(className && { className })} icon="failed" look="danger">
      {t(problem)}
    </Banner>
  );
}
