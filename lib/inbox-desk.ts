import type { InboxView } from "./inbox-view";
import type { Tag } from "./tags";

export const VIEW_NAME_LENGTH_MAX = 40;

/** What an agent looks at often, under a name of theirs. */
export interface SavedView {
  id: string;
  name: string;
  view: InboxView;
}

/** What somebody has at hand beside an inbox. */
export interface InboxDesk {
  team: { userId: string; name: string }[];
  tags: Tag[];
  savedViews: SavedView[];
}
