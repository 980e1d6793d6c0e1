import { createContext, type KeyboardEvent, type ReactNode } from "react";

/** What a composer can do beyond a customer's, in the hands of somebody of the business. */
export interface AgentComposer {
  /** Whether what is written goes to the customer or stays among the business. */
  mode: "reply" | "note";
  /** Drawn over the field. */
  above: ReactNode;
  /** Drawn beside the button that sends. */
  tools: ReactNode;
  /** Asked first about every key; true where that was theirs. */
  onKeyDown: (event: KeyboardEvent, field: HTMLTextAreaElement) => boolean;
  /** Asked before a text is sent; true where it goes another way, and is no draft any more. */
  send?: ((body: string) => boolean) | undefined;
}

/** Null for customers, and in threads. */
export const AgentComposer = createContext<AgentComposer | null>(null);
