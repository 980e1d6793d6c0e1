import { createContext, type ReactNode } from "react";

/** What stands under the divider of what is unread, where there is something to say. */
export const AtUnread = createContext<ReactNode>(null);
