import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { otherMethods } from "@/app/other-methods";
import { idOfRequest } from "@/app/request";
import { requestBegan } from "@/app/request-line";
import { within } from "@/lib/server/request-context";
import { authOptions } from "../../../auth-options";

type Context = RouteContext<"/api/auth/[...nextauth]">;

/** A package answers; that it was asked stands in the log as for every other route. */
function handle(request: NextRequest, context: Context): Promise<Response> {
  return within({ request: idOfRequest(request.headers) }, async () => {
    const done = requestBegan({ kind: "api", method: request.method, route: "/api/auth/[...nextauth]" });
    const response: Response = await NextAuth(request, context, authOptions());
    done({ code: response.status < 400 ? "ok" : "refused", status: response.status });
    return response;
  });
}

export { handle as GET, handle as POST };

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST");
