import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "../../../auth-options";

type Context = RouteContext<"/api/auth/[...nextauth]">;

const handle = (request: NextRequest, context: Context) => NextAuth(request, context, authOptions());

export { handle as GET, handle as POST };
