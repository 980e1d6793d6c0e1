"use client";

import { useEffect } from "react";
import type { CommandId } from "./keymap";

/** What can be done now. One with words of its own has no key, and is only found by them. */
export type Command = { run: () => void } & (
  | { id: CommandId; words?: never }
  | { id: string; group: "conversations" | "views" | "people" | "tags"; words: string }
);

const offered = new Map<string, Command>();

/** Offers to do something for as long as the part of the page is there that can. */
export function useCommands(commands: Command[]): void {
  useEffect(() => {
    for (const command of commands) offered.set(command.id, command);
    return () => {
      for (const command of commands) if (offered.get(command.id) === command) offered.delete(command.id);
    };
  });
}

export function commandsNow(): Command[] {
  return [...offered.values()];
}

/** Whether there was such a command to run. */
export function runCommand(id: string): boolean {
  const command = offered.get(id);
  command?.run();
  return command !== undefined;
}
