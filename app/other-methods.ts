import { endpoint } from "./endpoint";
import { MethodRefusal } from "./method-refusal";

const METHODS = ["DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"] as const;
type Method = (typeof METHODS)[number];
type Handler = ReturnType<typeof endpoint>;

/**
 * How a route answers the methods that it does not take, each of which it has to export. Left to the framework, such an
 * answer says nothing; and what was exported to say it would be counted among what may be asked.
 */
export function otherMethods(
  ...taken: (Method | "OPTIONS")[]
): Record<Method, Handler> & { OPTIONS: () => Response } {
  const isTaken = (method: Method) => taken.includes(method) || (method === "HEAD" && taken.includes("GET"));
  const allow = [...METHODS.filter(isTaken), "OPTIONS"].sort().join(", ");
  const refuse = endpoint(
    async () => {
      throw new MethodRefusal(allow);
    },
    { isOfPrograms: true },
  );
  return {
    ...{ DELETE: refuse, GET: refuse, HEAD: refuse, PATCH: refuse, POST: refuse, PUT: refuse },
    OPTIONS: () => new Response(null, { status: 204, headers: { allow } }),
  };
}
