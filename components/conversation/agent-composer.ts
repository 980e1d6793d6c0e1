import {
  type ComponentProps,
  type ComponentType,
  createContext,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from "react";
import type { ConversationView } from "@/lib/client/conversation-client";
import type { AwayTimelineProps } from "./away-timeline";
import type { Composer } from "./composer";
import type { Row } from "./rows";
import type { RowContext } from "./timeline-row";
import type { History } from "./use-history";

/** What a composer can do beyond a customer's, in the hands of somebody of the business. */
export interface AgentComposer {
  /** Whether what is written goes to the customer or stays among the business. */
  mode: "reply" | "note";
  setMode: (mode: "reply" | "note") => void;
  field: RefObject<HTMLTextAreaElement | null>;
  /** Drawn over the field. */
  above: ReactNode;
  /** Asked first about every key; true where that was theirs. */
  onKeyDown: (event: KeyboardEvent, field: HTMLTextAreaElement) => boolean;
  /** Asked before a text is sent; true where it goes another way, and is no draft any more. */
  send?: ((body: string) => boolean) | undefined;
  /** What takes the place of a reply's own while a note is written. */
  note: Omit<ComponentProps<typeof Composer>, "field" | "takesFocus"> | null;
  notes: Notes;
  /** The conversation that they are. */
  noted: { conversationId: string; view: ConversationView };
  /** Goes back in the conversation and in its notes, in whichever reaches less far. */
  olderOf: (older: History, tailAt: string | undefined) => History;
  /** A window on what was said before, with what was noted at that time. */
  AwayTimeline: ComponentType<AwayTimelineProps>;
}

/** The notes of a conversation, for its timeline; the same object until one of them changes. */
export interface Notes {
  /** The rows of the conversation with its notes among them, as far back as both are loaded. */
  among: (rows: Row[], reach: Pick<History, "pages" | "hasOlder"> & { tailAt: string | undefined }) => Row[];
  draw: RowContext["note"];
}

/** Null for customers, and in threads. */
export const AgentComposer = createContext<AgentComposer | null>(null);
