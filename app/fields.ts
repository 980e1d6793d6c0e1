import { z } from "zod/mini";
import { parse } from "./operation";

const object = z.record(z.string(), z.unknown());

/** What stands in the body of a request, to which its route adds what stands in its address; `bad-command` for no object. */
export async function fieldsOf(body: () => Promise<unknown>): Promise<Record<string, unknown>> {
  return parse(object, await body());
}
