"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Refusal } from "@/lib/refusal";

const TRIES_MAX = 4;

/** What is asked of the site and answered once. Conversations and lists are kept by events instead. */
export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(newClient);
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}

function newClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: (tries, error) => tries < TRIES_MAX && !(error instanceof Refusal && !error.isRetryable),
      },
    },
  });
}
