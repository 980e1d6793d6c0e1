import type { z } from "zod/mini";
import { Refusal } from "@/lib/refusal";
import { refusalMessages } from "@/lib/refusal-message";
import type { PolicyName } from "@/lib/server/rate-limit";
import { limits } from "./redis";
import type { Viewer } from "./viewer";

/** Something that can be asked of the site, by a page's action and by the REST API alike. */
export interface Operation<Input extends z.ZodMiniType, Value> {
  (viewer: Viewer | null, asked: unknown): Promise<Value>;
  input: Input;
}

interface Definition<Input extends z.ZodMiniType, Grant, Value> {
  input: Input;
  limit?: PolicyName;
  /** Whether the chat in a widget asks for it; who is known only there may ask for nothing else. */
  isOfChat?: true;
  /** Whether bots may ask for it, as people may; they may ask for nothing else. */
  isForBots?: true;
  /** The scoped lookup that is the authorization; it throws where there is none. */
  permit: (viewer: Viewer, input: z.output<Input>) => Grant | Promise<Grant>;
  run: (asked: { viewer: Viewer; input: z.output<Input>; grant: Grant }) => Promise<Value>;
}

/** For people who are signed in, guests included: viewer, parse, permit, run. */
export function operation<Input extends z.ZodMiniType, Grant, Value>(
  definition: Definition<Input, Grant, Value>,
): Operation<Input, Value> {
  const { input: schema, limit, isOfChat, isForBots, permit, run } = definition;
  const perform = async (viewer: Viewer | null, asked: unknown) => {
    if (!viewer) throw new Refusal("unauthorized");
    if ((viewer.confinedTo && !isOfChat) || (viewer.isBot && !isForBots)) throw new Refusal("forbidden");
    const input = parse(schema, asked);
    if (limit) await limits().use(limit, viewer.id);
    return run({ viewer, input, grant: await permit(viewer, input) });
  };
  return Object.assign(perform, { input: schema });
}

/** For anyone at all; who is known only in a widget is nobody here, and neither is a bot. */
export function openOperation<Input extends z.ZodMiniType, Value>({
  input: schema,
  run,
}: {
  input: Input;
  run: (asked: { viewer: Viewer | null; input: z.output<Input> }) => Promise<Value>;
}): Operation<Input, Value> {
  const perform = async (viewer: Viewer | null, asked: unknown) =>
    run({ viewer: viewer?.confinedTo || viewer?.isBot ? null : viewer, input: parse(schema, asked) });
  return Object.assign(perform, { input: schema });
}

/** Throws `bad-command`, in the schema's own words where it has some for people. */
export function parse<Schema extends z.ZodMiniType>(schema: Schema, asked: unknown): z.output<Schema> {
  const parsed = schema.safeParse(asked, { error: () => refusalMessages["bad-command"] });
  if (parsed.success) return parsed.data;
  const message = parsed.error.issues[0]?.message;
  throw new Refusal("bad-command", message === undefined ? {} : { message });
}
