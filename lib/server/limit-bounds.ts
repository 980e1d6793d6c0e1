import { type PolicyName, policies } from "./rate-limit";

/** So many times fewer or more uses than by default an admin may allow. */
const FACTOR_MAX = 10;

/** Between what an admin may set the uses of a policy. */
export function boundsOf(name: PolicyName): { min: number; max: number } {
  const { uses } = policies[name];
  return { min: Math.ceil(uses / FACTOR_MAX), max: isOnlyLowered(name) ? uses : uses * FACTOR_MAX };
}

/**
 * What lets nothing through while Redis is away guards passwords, or mailboxes of people who asked for nothing: no admin
 * may allow more than it does by default.
 */
export function isOnlyLowered(name: PolicyName): boolean {
  return policies[name].whenDown === "refuse";
}
