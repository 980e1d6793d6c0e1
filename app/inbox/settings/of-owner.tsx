import Link from "next/link";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { buttonClass } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { type Membership, requireViewer } from "../../viewer";
import { words } from "../../words";

/** The business in the query of a page of settings; to all but its owners there is nothing. */
export async function businessOfOwner(
  path: string,
  asked: PageProps<"/inbox/settings">["searchParams"],
): Promise<Membership> {
  const [{ memberships }, { business }] = await Promise.all([requireViewer(path), asked]);
  const membership = memberships.find(({ businessSlug }) => businessSlug === (business ?? businessSlug));
  return membership?.role === "owner" ? membership : notFound();
}

interface SettingsOfOwnerProps {
  of: Membership;
  title: string;
  children: ReactNode;
}

/** A page of settings that is reached from those of the inbox, with the way back to them. */
export async function SettingsOfOwner({ of, title, children }: SettingsOfOwnerProps) {
  const [work, conversation] = await Promise.all([words("work"), words("conversation")]);
  return (
    <div className="h-full overflow-y-auto bg-paper">
      <header className="flex min-h-16 items-center gap-2 border-b border-line bg-surface px-3 sm:px-5">
        <Link
          aria-label={conversation("back", { place: work("settings.title") })}
          className={`${buttonClass({ look: "quiet", size: "round" })} -ms-1.5`}
          href={{ pathname: "/inbox/settings", query: { business: of.businessSlug } }}
        >
          <Icon name="back" />
        </Link>
        <div className="min-w-0">
          <h1 className="truncate font-semibold">{title}</h1>
          <p className="truncate text-sm text-ink-soft">
            <bdi>{of.businessName}</bdi>
          </p>
        </div>
      </header>
      <div className="mx-auto max-w-2xl space-y-8 px-5 py-8">{children}</div>
    </div>
  );
}
