import type { UrlObject } from "node:url";
import Link from "next/link";
import { buttonClass } from "../ui/button";
import { Icon } from "../ui/icon";

/** The way back to the list, on phones. */
export function BackLink({ href, label }: { href: UrlObject; label: string }) {
  return (
    <Link
      aria-label={`Back to ${label}`}
      className={`${buttonClass({ look: "quiet", size: "round" })} -ms-1.5 md:hidden`}
      href={href}
    >
      <Icon name="back" />
    </Link>
  );
}
