import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { env } from "@/lib/server/env";
import { startAsGuest } from "./account/guest";
import { oauthProviders } from "./account/oauth-providers";
import { signInWithPassword } from "./account/password";
import { userOfVouched } from "./account/vouched";
import { toRefusal } from "./failure";
import { clientAddress } from "./request";

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
    callbacks: {
      async signIn({ account, profile }) {
        if (account?.type !== "oauth") return true;
        return (await userOfVouched(account, profile)) ? true : "/sign-in?error=AccountNotLinked";
      },
      async jwt({ token, account, profile, user }) {
        if (!account) return { sub: token.sub };
        const signedIn = account.type === "oauth" ? await userOfVouched(account, profile) : user;
        return { sub: signedIn?.id };
      },
      session: ({ session, token }) => ({ expires: session.expires, user: { id: String(token.sub) } }),
      redirect: ({ url, baseUrl }) => {
        const isOurs = URL.canParse(url, baseUrl) && new URL(url, baseUrl).origin === baseUrl;
        return isOurs ? new URL(url, baseUrl).href : baseUrl;
      },
    },
  };
}

/** The message of what `authorize` throws is all that reaches the page: the code, for it to tell them apart. */
async function byCode<Value>(signedIn: Promise<Value>): Promise<Value> {
  return signedIn.catch((error: unknown) => {
    throw new Error(toRefusal("sign-in", error).code);
  });
}
