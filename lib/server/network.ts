import { isIPv4, isIPv6 } from "node:net";

const GROUPS_KEPT = 3;

/** The network an address is in, too wide to say whose it is: 256 addresses of IPv4, or what a provider gives to a house. */
export function networkOf(address: string): string | null {
  if (isIPv4(address)) return address.replace(/\d+$/, "0/24");
  const [groups = ""] = address.split("::");
  if (!isIPv6(address.replace(/\/\d+$/, ""))) return null;
  const kept = groups.split(":").filter(Boolean).slice(0, GROUPS_KEPT);
  return `${kept.join(":")}::/${GROUPS_KEPT * 16}`;
}
