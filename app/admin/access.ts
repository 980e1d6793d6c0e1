import { notFound } from "next/navigation";
import { Refusal } from "@/lib/refusal";
import { requireViewer, type Viewer } from "../viewer";

/** For admins of the platform; to everybody else there is nothing of the kind. */
export function adminAccess(viewer: Viewer): void {
  if (!isAdminHere(viewer)) throw new Refusal("not-found");
}

/** For every page below `/admin`, and what it is titled by: a layout alone is not asked again. */
export async function requireAdmin(path: `/admin${string}`): Promise<Viewer> {
  const viewer = await requireViewer(path);
  return isAdminHere(viewer) ? viewer : notFound();
}

/** An admin who is known only by the chat in a widget is a customer there. */
function isAdminHere({ isAdmin, confinedTo }: Viewer): boolean {
  return isAdmin && confinedTo === null;
}
