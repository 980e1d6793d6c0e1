import type { PendingChange, Unsent } from "../conversation-state";
import { settled } from "./settled";

export type Waiting = Unsent | PendingChange;

/** As it is kept; what an earlier version of this code kept and no room knows any more, the room refuses. */
type Kept = Waiting & { mailbox: string };

/** Where texts and changes wait until the room has acknowledged them. Those of one conversation, oldest first. */
export interface Outbox {
  load(): Promise<Waiting[]>;
  put(waiting: Waiting): Promise<void>;
  remove(id: string): Promise<void>;
}

const DATABASE = "servihub";
const STORE = "outbox";

/**
 * The outbox of one person in one conversation, in IndexedDB: it survives a closed tab and is shared by
 * all tabs. Where the browser forbids storage, texts wait in memory for as long as the tab lives.
 */
export function indexedDbOutbox({
  userId,
  conversationId,
}: {
  userId: string;
  conversationId: string;
}): Outbox {
  const mailbox = `${userId}/${conversationId}`;
  const memory = new Map<string, Waiting>();
  let database: Promise<IDBDatabase | undefined> | undefined;
  /** Opened at the first use: a server renders with an outbox, too, but never uses it. */
  const opened = () => {
    database ??= openDatabase();
    return database;
  };

  return {
    async load() {
      const database = await opened();
      if (!database) return [...memory.values()];
      const store = database.transaction(STORE).objectStore(STORE);
      // Ids are time-ordered (UUID version 7), so the key's order is the order of writing.
      const rows: Kept[] = await settled(store.getAll(IDBKeyRange.bound([mailbox], [mailbox, []])));
      return rows.map(({ mailbox: _, ...waiting }) => waiting);
    },
    async put(text) {
      memory.set(text.id, text);
      const database = await opened();
      if (!database) return;
      await settled(
        database
          .transaction(STORE, "readwrite")
          .objectStore(STORE)
          .put({ mailbox, ...text }),
      );
    },
    async remove(id) {
      memory.delete(id);
      const database = await opened();
      if (!database) return;
      await settled(database.transaction(STORE, "readwrite").objectStore(STORE).delete([mailbox, id]));
    },
  };
}

/** The database, or nothing where storage is forbidden or full. */
async function openDatabase(): Promise<IDBDatabase | undefined> {
  try {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(STORE, { keyPath: ["mailbox", "id"] });
    };
    return await settled(request);
  } catch (cause) {
    console.warn("unsent not kept:", cause);
    return undefined;
  }
}
