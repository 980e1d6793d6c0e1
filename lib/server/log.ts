import { withoutSecrets } from "./log-redaction";

export const LOG_LEVELS = ["debug", "info", "warn", "error"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];
export type LogFields = Record<string, unknown>;

/** Where lines go: each with its level, what is known beside its words, and those words. */
export type LogSink = (level: LogLevel, fields: LogFields, words: string) => void;

interface Logging {
  sink: LogSink;
  /** What belongs to whatever is being done right now, such as the request it is done for. */
  contexts: Map<string, () => LogFields>;
}

/** In globalThis, because routes, actions and the start may be bundled apart. */
const kept = globalThis as typeof globalThis & { servihubLogging?: Logging };

/** The one way into the log: a line of JSON each. Its words are ours and never a person's. */
export const log = {
  debug: (words: string, fields?: LogFields) => write("debug", words, fields),
  info: (words: string, fields?: LogFields) => write("info", words, fields),
  warn: (words: string, fields?: LogFields) => write("warn", words, fields),
  error: (words: string, fields?: LogFields) => write("error", words, fields),
};

/** Has lines written elsewhere than to the console. */
export function logTo(sink: LogSink): void {
  logging().sink = sink;
}

/** Adds to every line what this says at that moment; what it said before under this name is said no more. */
export function logWith(name: string, context: () => LogFields): void {
  logging().contexts.set(name, context);
}

/** Lines of one part of the product, on the console: for where there is no other way out. */
export function consoleSink(part: string, least: LogLevel): LogSink {
  return (level, fields, words) => {
    if (LOG_LEVELS.indexOf(level) < LOG_LEVELS.indexOf(least)) return;
    console[level](JSON.stringify({ level, time: new Date().toISOString(), part, ...fields, msg: words }));
  };
}

function write(level: LogLevel, words: string, fields: LogFields = {}): void {
  const { sink, contexts } = logging();
  const known: LogFields = {};
  for (const context of contexts.values()) Object.assign(known, context());
  sink(level, withoutSecrets({ ...known, ...fields }), words);
}

function logging(): Logging {
  kept.servihubLogging ??= { sink: consoleSink("site", "info"), contexts: new Map() };
  return kept.servihubLogging;
}
