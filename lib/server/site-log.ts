import { format } from "node:util";
import pino from "pino";
import { type LogFields, type LogLevel, logTo } from "./log";
import { cleanText, withoutSecrets } from "./log-redaction";

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours of terminals are made of one
const COLOURS = /\u001b\[[\d;]*m/g;

/** Has all that the site says written as lines of JSON, also what Next and libraries say by the console. */
export function logByPino(level: LogLevel): void {
  const lines = pino({
    level,
    base: { part: "site" },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  });
  const write = (of: LogLevel, fields: LogFields, words: string) => lines[of](fields, words);
  logTo(write);
  const levels = { debug: "debug", log: "info", info: "info", warn: "warn", error: "error" } as const;
  for (const [name, of] of Object.entries(levels))
    Object.assign(console, { [name]: (...said: unknown[]) => takeOver(write, of, said) });
}

/** Errors are told apart from the words around them: as text they quote the statement that failed, and its values. */
function takeOver(
  write: (of: LogLevel, fields: LogFields, words: string) => void,
  of: LogLevel,
  said: unknown[],
) {
  const [error] = said.filter((each) => each instanceof Error);
  const plain = said.filter((each) => !(each instanceof Error));
  const words = cleanText(format(...plain).replaceAll(COLOURS, "")).trim();
  if (words === "" && !error) return;
  write(of, withoutSecrets({ by: "console", error }), words === "" ? "an error" : words);
}
