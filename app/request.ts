import { headers } from "next/headers";
import { deviceOf } from "@/lib/server/device";
import { env } from "@/lib/server/env";
import { callerAddress } from "@/lib/server/forwarded";
import { networkOf } from "@/lib/server/network";

/** Whom to count this request under. */
export async function clientAddress(): Promise<string> {
  return callerAddress((await headers()).get("x-forwarded-for"), env().TRUST_PROXY);
}

/** From what the request comes, as far as it is kept with a sign-in. */
export async function whence(): Promise<{ device: string | null; network: string | null }> {
  const device = deviceOf((await headers()).get("user-agent"));
  return { device, network: networkOf(await clientAddress()) };
}

/** The origin on which the asking browser reaches the rooms. */
export async function roomsOrigin(): Promise<string> {
  return publicRooms() ?? roomsBeside(await siteOrigin());
}

export function roomsOriginFor(asked: Headers): string {
  return publicRooms() ?? roomsBeside(siteOriginFor(asked));
}

function publicRooms(): string | undefined {
  const { ROOMS_PUBLIC_URL } = env();
  return ROOMS_PUBLIC_URL && new URL(ROOMS_PUBLIC_URL).origin;
}

function roomsBeside(site: string): string {
  const { PARTY_PORT } = env();
  const { protocol, hostname } = new URL(site);
  return `${protocol === "https:" ? "wss" : "ws"}://${hostname}:${PARTY_PORT}`;
}

/** The origin under which the asking browser sees this site. */
export async function siteOrigin(): Promise<string> {
  return siteOriginFor(await headers());
}

export function siteOriginFor(asked: Headers): string {
  const protocol = asked.get("x-forwarded-proto")?.split(",")[0] === "https" ? "https" : "http";
  return new URL(`${protocol}://${asked.get("x-forwarded-host") ?? asked.get("host")}`).origin;
}

/** A proxy of ours may have named a request already; what others say it is called is not believed. */
const REQUEST_ID = /^[\w.-]{8,64}$/;

export function idOfRequest(asked: Headers): string {
  const named = env().TRUST_PROXY > 0 ? asked.get("x-request-id") : null;
  return named !== null && REQUEST_ID.test(named) ? named : crypto.randomUUID();
}
