import { endpoint } from "@/app/endpoint";
import { Refusal } from "@/lib/refusal";

/** What is no route is said to programs in the form of all refusals. */
const nothing = async () => {
  throw new Refusal("not-found");
};

export const GET = endpoint(nothing);
export const POST = endpoint(nothing);
export const PUT = endpoint(nothing);
export const PATCH = endpoint(nothing);
export const DELETE = endpoint(nothing);
