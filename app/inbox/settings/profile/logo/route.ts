import { changeLogo } from "@/app/businesses/logo";
import { endpoint } from "@/app/endpoint";
import { toRefusal } from "@/app/failure";
import { otherMethods } from "@/app/other-methods";

/** The form with a picture in it, for scripts or none; people are led back to the page, which says what came of it. */
export const POST = endpoint(
  async ({ viewer, query: { businessId = "", business = "" }, request }) => {
    try {
      const form = request.body ?? new Blob([]).stream();
      const { to } = await changeLogo(viewer, {
        ...{ businessId, form, type: request.headers.get("content-type") ?? "" },
      });
      return ledTo(to);
    } catch (error) {
      if (!request.headers.get("accept")?.includes("text/html")) throw error;
      const { code } = await toRefusal("a logo", error, viewer?.id);
      return ledTo(`/inbox/settings/profile?${new URLSearchParams({ business, problem: code })}`);
    }
  },
  { hasOwnLimit: true },
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");

function ledTo(location: string): Response {
  return new Response(null, { status: 303, headers: { location, "cache-control": "private, no-store" } });
}
