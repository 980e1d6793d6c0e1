"use client";

import { useTranslations } from "use-intl/react";
import { Button } from "../ui/button";
import { askAuth } from "./ask-auth";

const names = { google: "Google", github: "GitHub" } as const;

export function OAuthButtons({ providers, next }: { providers: (keyof typeof names)[]; next: string }) {
  const t = useTranslations("account.signIn");
  if (providers.length === 0) return null;
  return (
    <div className="mt-5 space-y-2">
      <p className="flex items-center gap-3 pb-2 text-sm text-ink-faint before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        {t("or")}
      </p>
      {providers.map((provider) => (
        <Button
          className="w-full"
          key={provider}
          look="secondary"
          onClick={async () => {
            const { to } = await askAuth(`signin/${provider}`, { callbackUrl: next });
            window.location.assign(to);
          }}
        >
          {t("with", { provider: names[provider] })}
        </Button>
      ))}
    </div>
  );
}
