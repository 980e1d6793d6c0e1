"use client";

import { useLayoutEffect } from "react";
import type { CommandId } from "./keymap";

/** What some commands are alike in: one of them is chosen from the others. */
export type Kind = "conversations" | "views" | "people" | "snoozes" | "priorities" | "tags";

/**
 * What can be done now: at once, or by choosing among the commands of a kind. One with words of its own has no key, and
 * is only found by them.
 */
export type Command =
  | { id: CommandId; run: () => void; among?: never; words?: never }
  | { id: CommandId; among: Kind; words?: never }
  | { id: string; group: Kind; words: string; run: () => void; among?: never };

const offered = new Map<string, Command>();

/** Offers to do something for as long as the part of the page is there that can. */
export function useCommands(commands: Command[]): void {
  // Before the next key is heard: it means what is seen.
  useLayoutEffect(() => {
    for (const command of commands) offered.set(command.id, command);
    return () => {
      for (const command of commands) if (offered.get(command.id) === command) offered.delete(command.id);
    };
  });
}

export function commandsNow(): Command[] {
  return [...offered.values()];
}

export function commandNow(id: string): Command | undefined {
  return offered.get(id);
}
