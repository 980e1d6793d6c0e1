import { createContext } from "react";
import type { ConversationClient } from "@/lib/client/conversation-client";

/** The conversation that is open, for what stands deep in it and has something to say there. */
export const Live = createContext<ConversationClient | null>(null);
