import { useTranslations } from "use-intl/react";
import { Icon } from "../ui/icon";

/** What stands where the words of a secret would. */
export function SecretTitle() {
  const t = useTranslations("common.sorts");
  return (
    <span className="flex items-center gap-2 font-semibold">
      <Icon className="size-4.5" name="lock" />
      {t("secret")}
    </span>
  );
}
