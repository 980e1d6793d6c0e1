"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import type { SignInEvent } from "@/lib/sign-in-event";

/** What was out of the ordinary about one sign-in, or one try; `when` it was stands below. */
export function UnusualSignIn({
  event: { kind, device, network, count },
  when,
}: {
  event: SignInEvent;
  when: ReactNode;
}) {
  const t = useTranslations("unusual");
  const isOfSignIn = kind !== "failures";
  return (
    <>
      <h3 className="font-medium">{t(`kind.${kind}`, { count })}</h3>
      {isOfSignIn && (
        <p className="mt-0.5 text-sm text-ink-soft">
          <bdi>{device ?? t("unknownDevice")}</bdi>
          {network && (
            <>
              {" · "}
              {t.rich("network", { value: () => <bdi key="network">{network}</bdi> })}
            </>
          )}
        </p>
      )}
      <p className="mt-0.5 text-sm text-ink-soft">{when}</p>
    </>
  );
}
