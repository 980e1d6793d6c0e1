import type { NextAuthOptions } from "next-auth";
import GitHubProvider from "next-auth/providers/github";
import GoogleProvider from "next-auth/providers/google";
import { z } from "zod";
import { env } from "@/lib/server/env";

const REQUEST_TIMEOUT_MS = 5_000;

export type OAuthName = "google" | "github";

/** Those whose keys are set. */
export function oauthNames(): OAuthName[] {
  const { GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET, GITHUB_CLIENT_ID, GITHUB_CLIENT_SECRET } = env();
  const names: OAuthName[] = [];
  if (GOOGLE_CLIENT_ID && GOOGLE_CLIENT_SECRET) names.push("google");
  if (GITHUB_CLIENT_ID && GITHUB_CLIENT_SECRET) names.push("github");
  return names;
}

export function oauthProviders(): NextAuthOptions["providers"] {
  const { GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET, GITHUB_CLIENT_ID, GITHUB_CLIENT_SECRET } = env();
  const providers: NextAuthOptions["providers"] = [];
  if (GOOGLE_CLIENT_ID && GOOGLE_CLIENT_SECRET)
    providers.push(GoogleProvider({ clientId: GOOGLE_CLIENT_ID, clientSecret: GOOGLE_CLIENT_SECRET }));
  if (GITHUB_CLIENT_ID && GITHUB_CLIENT_SECRET)
    providers.push(
      GitHubProvider({
        clientId: GITHUB_CLIENT_ID,
        clientSecret: GITHUB_CLIENT_SECRET,
        userinfo: {
          url: "https://api.github.com/user",
          request: async ({ client, tokens }) => {
            const token = z.string().parse(tokens.access_token);
            const { email: _unverified, ...profile } = await client.userinfo(token);
            return { ...profile, ...(await verifiedAddress(token)) };
          },
        },
      }),
    );
  return providers;
}

const addresses = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));

/** GitHub's profile does not say whether its address is verified; the list of addresses does. */
async function verifiedAddress(token: string) {
  const response = await fetch("https://api.github.com/user/emails", {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
  });
  const primary = addresses
    .parse(await response.json())
    .find((address) => address.primary && address.verified);
  return { email: primary?.email, email_verified: primary !== undefined };
}
