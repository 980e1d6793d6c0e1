import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { startSession } from "@/db/sessions";
import { isSuspended } from "@/db/users";
import { env } from "@/lib/server/env";
import { countSignInFailure } from "@/lib/server/metrics";
import { startAsGuest } from "./account/guest";
import { leaveBy } from "./account/leaving";
import { oauthProviders } from "./account/oauth-providers";
import { signInWithPassword } from "./account/password";
import { userOfVouched } from "./account/vouched";
import { db } from "./database";
import { toRefusal } from "./failure";
import { clientAddress, whence } from "./request";
import { noticeSignIn } from "./sign-ins/notice";

/** Read at every use: a build has no settings. */
export function authOptions(): NextAuthOptions {
  const { NEXTAUTH_SECRET, NEXTAUTH_URL } = env();
  return {
    secret: NEXTAUTH_SECRET,
    useSecureCookies: NEXTAUTH_URL.startsWith("https://"),
    session: { strategy: "jwt" },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      CredentialsProvider({
        credentials: { email: {}, password: {} },
        authorize: async (given) => byCode(signInWithPassword(given, await clientAddress())),
      }),
      CredentialsProvider({
        id: "guest",
        credentials: { name: {} },
        authorize: async (given) => byCode(startAsGuest(given, await clientAddress())),
      }),
      ...oauthProviders(),
    ],
    events: { signOut: ({ token }) => leaveBy(String(token.sid)) },
    callbacks: {
      async signIn({ account, profile }) {
        if (account?.type !== "oauth") return true;
        const known = await userOfVouched(account, profile);
        if (known === "unknown") return "/sign-in?error=off";
        if (known) return (await isSuspended(db(), known.id)) ? "/sign-in?error=forbidden" : true;
        countSignInFailure("oauth");
        return "/sign-in?error=AccountNotLinked";
      },
      async jwt({ token, account, profile, user }) {
        if (!account) return { sid: token.sid };
        const signedIn = account.type === "oauth" ? await userOfVouched(account, profile) : user;
        if (!signedIn || signedIn === "unknown") return {};
        const { id: sid } = await startSession(db(), signedIn.id, await whence());
        await noticeSignIn(signedIn.id, sid);
        return { sid };
      },
      session: ({ session, token }) => ({ expires: session.expires, id: String(token.sid) }),
      redirect: ({ url, baseUrl }) => {
        const isOurs = URL.canParse(url, baseUrl) && new URL(url, baseUrl).origin === baseUrl;
        return isOurs ? new URL(url, baseUrl).href : baseUrl;
      },
    },
  };
}

/** The message of what `authorize` throws is all that reaches the page: the code, for it to tell them apart. */
async function byCode<Value>(signedIn: Promise<Value>): Promise<Value> {
  return signedIn.catch(async (error: unknown) => {
    throw new Error((await toRefusal("sign-in", error)).code);
  });
}
