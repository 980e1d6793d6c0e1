import type { InboxView } from "./inbox-view";

export const VIEW_NAME_LENGTH_MAX = 40;

/** What an agent looks at often, under a name of theirs. */
export interface SavedView {
  id: string;
  name: string;
  view: InboxView;
}
