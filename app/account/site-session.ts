import { cookies } from "next/headers";
import { encode } from "next-auth/jwt";
import { startSession } from "@/db/sessions";
import { env } from "@/lib/server/env";
import { db } from "../database";
import { whence } from "../request";
import { noticeSignIn } from "../sign-ins/notice";

/** As long as next-auth has its own be good for. */
const COOKIE_TTL_SECONDS = 30 * 24 * 60 * 60;

/** Signs this browser in as somebody, by the cookie that next-auth reads; gives back the sign-in's id. */
export async function enterWith(userId: string): Promise<string> {
  const { id } = await startSession(db(), userId, await whence());
  await noticeSignIn(userId, id);
  const token = await encode({
    token: { sid: id },
    secret: env().NEXTAUTH_SECRET,
    maxAge: COOKIE_TTL_SECONDS,
  });
  (await cookies()).set(cookieName(), token, {
    ...{ httpOnly: true, sameSite: "lax", path: "/", maxAge: COOKIE_TTL_SECONDS },
    secure: isSecure(),
  });
  return id;
}

/** Takes the cookie away again. */
export async function forgetCookie(): Promise<void> {
  (await cookies()).delete({ name: cookieName(), path: "/", secure: isSecure() });
}

function cookieName(): string {
  return `${isSecure() ? "__Secure-" : ""}next-auth.session-token`;
}

function isSecure(): boolean {
  return env().NEXTAUTH_URL.startsWith("https://");
}
