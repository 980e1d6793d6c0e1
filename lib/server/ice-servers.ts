import { createHmac } from "node:crypto";

/** Longer than calls last; whoever finds it in a log later can do nothing with it. */
export const TURN_TTL_SECONDS = 4 * 60 * 60;

/** A server that helps two browsers find a way to each other; the browser's own shape. */
export interface IceServer {
  urls: string | string[];
  username?: string | undefined;
  credential?: string | undefined;
}

export interface IceSettings {
  /** As they are, the same for everybody. */
  servers: IceServer[];
  /** Addresses of TURN servers that know the secret. */
  turnUrls: string[];
  turnSecret: string | undefined;
}

/**
 * What one person's browser is given for a call. A TURN server that knows the secret believes a name that says until
 * when it holds, with the secret's mark on it: https://datatracker.ietf.org/doc/html/draft-uberti-behave-turn-rest-00
 */
export function iceServersFor(
  userId: string,
  { servers, turnUrls, turnSecret }: IceSettings,
  nowMs: number,
): IceServer[] {
  if (turnUrls.length === 0 || turnSecret === undefined) return servers;
  const username = `${Math.floor(nowMs / 1000) + TURN_TTL_SECONDS}:${userId}`;
  const credential = createHmac("sha1", turnSecret).update(username).digest("base64");
  return [...servers, { urls: turnUrls, username, credential }];
}
