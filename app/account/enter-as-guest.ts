import { Refusal } from "@/lib/refusal";
import { clientAddress } from "../request";
import { type Viewer, viewerOf } from "../viewer";
import { startAsGuest } from "./guest";
import { enterWith } from "./site-session";

/** Whoever gives a name in a form that needs no script is a guest from then on, in this browser. */
export async function enterAsGuest(name: unknown): Promise<Viewer> {
  const { id } = await startAsGuest({ name }, await clientAddress());
  const who = await viewerOf(await enterWith(id));
  if (!who) throw new Refusal("unauthorized");
  return who;
}
