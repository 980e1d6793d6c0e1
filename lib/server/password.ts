import { hash, verify } from "@node-rs/argon2";

/** OWASP's first choice for argon2id, the algorithm this package uses unless told otherwise. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

/** Takes as long where there is no hash, so that time does not tell which accounts exist. */
export async function verifyPassword(password: string, passwordHash: string | null): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await nobodysHash()), password);
  return matches && passwordHash !== null;
}

let nobodys: Promise<string> | undefined;

function nobodysHash(): Promise<string> {
  nobodys ??= hashPassword("nobody");
  return nobodys;
}
