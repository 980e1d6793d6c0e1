import { type Keymap, parseKeys } from "./keys";

/** What can be done with a key, by where it belongs, and the key it has until somebody gives it another. */
export const commands = {
  next: { group: "list", keys: "j" },
  previous: { group: "list", keys: "k" },
  back: { group: "list", keys: "u" },
  search: { group: "list", keys: "/" },
  select: { group: "list", keys: "x" },
  reply: { group: "conversation", keys: "r" },
  note: { group: "conversation", keys: "n" },
  take: { group: "conversation", keys: "m" },
  assign: { group: "conversation", keys: "a" },
  complete: { group: "conversation", keys: "e" },
  snooze: { group: "conversation", keys: "s" },
  priority: { group: "conversation", keys: "p" },
  tag: { group: "conversation", keys: "t" },
  undo: { group: "conversation", keys: "z" },
  inbox: { group: "views", keys: "g i" },
  mine: { group: "views", keys: "g m" },
  unassigned: { group: "views", keys: "g u" },
  snoozed: { group: "views", keys: "g s" },
  figures: { group: "views", keys: "g f" },
  shortcuts: { group: "help", keys: "?" },
} as const;

export type CommandId = keyof typeof commands;
export const commandIds = Object.keys(commands) as CommandId[];

export interface KeySettings {
  /** Whether single keys do anything. */
  isOn: boolean;
  /** Where somebody wants others than the usual ones. */
  keys: Partial<Keymap<CommandId>>;
}

export const USUAL: KeySettings = { isOn: true, keys: {} };

/** The usual ones in place of what cannot be read. */
export function readKeySettings(kept: string | null): KeySettings {
  const { isOn, keys } = parsed(kept) as { isOn?: unknown; keys?: unknown };
  const wanted = Object.entries(Object(keys) as Record<string, unknown>).flatMap(([id, written]) => {
    const read = typeof written === "string" ? parseKeys(written) : null;
    return id in commands && read !== null ? [[id, read]] : [];
  });
  return { isOn: isOn !== false, keys: Object.fromEntries(wanted) };
}

export function keymapOf({ keys }: KeySettings): Keymap<CommandId> {
  const usual = commandIds.map((id) => [id, commands[id].keys]);
  return { ...(Object.fromEntries(usual) as Keymap<CommandId>), ...keys };
}

function parsed(kept: string | null): object {
  try {
    return Object(JSON.parse(kept ?? "{}"));
  } catch {
    return {};
  }
}
