"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Refusal } from "@/lib/refusal";

const TRIES_MAX = 4;

let shared: QueryClient | undefined;

/** One cache for the whole tab, wherever in the page its readers are; on the server one per rendering. */
export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(sharedClient);
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}

function sharedClient(): QueryClient {
  if (typeof window === "undefined") return newClient();
  shared ??= newClient();
  return shared;
}

function newClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // What is cached is kept fresh by events, not by asking again.
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        retry: (tries, error) => tries < TRIES_MAX && !(error instanceof Refusal && !error.isRetryable),
      },
    },
  });
}
