"use client";

import type { ComponentProps, ReactNode } from "react";
import { IntlProvider } from "use-intl/react";

interface WordsProps extends Pick<ComponentProps<typeof IntlProvider>, "locale" | "messages"> {
  children: ReactNode;
}

/** What is below can say these with `useTranslations(feature)`. Moments are not written by it: see `Time`. */
export function Words({ locale, messages, children }: WordsProps) {
  return (
    <IntlProvider locale={locale} messages={messages} timeZone="UTC">
      {children}
    </IntlProvider>
  );
}
