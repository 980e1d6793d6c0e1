import { demoBusinesses } from "@/db/demo/businesses";
import { DEMO_PASSWORD, demoPeople } from "@/db/demo/cast";
import { env } from "@/lib/server/env";
import { type OAuthName, oauthNames } from "./oauth-providers";

export interface DemoPerson {
  name: string;
  email: string;
  password: string;
  role: "customer" | "agent" | "owner" | "admin";
  business?: string;
}

/** What the sign-in page can offer here besides e-mail and password. */
export function signInOptions(): { demo: DemoPerson[]; oauth: OAuthName[] } {
  return { demo: env().DEMO ? demoCast() : [], oauth: oauthNames() };
}

function demoCast(): DemoPerson[] {
  return Object.entries(demoPeople).flatMap(([key, person]): DemoPerson[] => {
    if (!("email" in person)) return [];
    const shown = { name: person.name, email: person.email, password: DEMO_PASSWORD };
    for (const { name, members } of demoBusinesses)
      for (const [member, role] of Object.entries(members))
        if (member === key) return [{ ...shown, role, business: name }];
    return [{ ...shown, role: "role" in person ? person.role : "customer" }];
  });
}
