import Link from "next/link";
import type { ReactNode } from "react";
import { Cover } from "../profile/cover";
import { Faces } from "../profile/faces";
import { OpenMark } from "../profile/open-mark";
import { BusinessAvatar } from "../ui/business-avatar";
import { Icon } from "../ui/icon";
import { LinkPending } from "../ui/link-pending";

interface BusinessCardProps {
  business: {
    id: string;
    slug: string;
    name: string;
    category: string;
    tagline: string;
    logoId: string | null;
  };
  opening: { isOpen: boolean; words: string } | null;
  here: { people: { id: string; name: string }[]; words: string } | undefined;
  /** How soon it answers. */
  reply: string | undefined;
}

/** All of it is the link, whose name is only the business's. */
export function BusinessCard({ business, opening, here, reply }: BusinessCardProps) {
  const { id, slug, name, category, tagline } = business;
  return (
    <article className="group relative flex h-full flex-col overflow-hidden rounded-xl border border-line bg-surface shadow-raised transition-[box-shadow,translate] duration-200 ease-calm has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-pine-ink hover:-translate-y-0.5 hover:shadow-floating">
      <Cover className="h-16" id={id} />
      <div className="flex flex-1 flex-col px-5 pb-5">
        <span className="relative -mt-8 mb-2.5 -ms-1 w-fit rounded-xl bg-surface p-1">
          <BusinessAvatar business={business} size="big" />
        </span>
        <h3 className="font-display text-lg [overflow-wrap:anywhere]">
          <Link className="outline-none after:absolute after:inset-0" href={`/b/${slug}`}>
            <bdi>{name}</bdi>
            <LinkPending className="bg-sunken/60" />
          </Link>
        </h3>
        <p className="text-sm text-ink-faint">
          <bdi>{category}</bdi>
        </p>
        <p className="mt-2 mb-4 text-ink-soft">
          <bdi>{tagline}</bdi>
        </p>
        <ul className="mt-auto space-y-1.5 border-t border-line pt-4 text-sm text-ink-soft empty:hidden">
          {opening && (
            <Fact>
              <span className="flex w-4 justify-center">
                <OpenMark isOpen={opening.isOpen} />
              </span>
              {opening.words}
            </Fact>
          )}
          {reply && (
            <Fact>
              <Icon className="size-4" name="clock" />
              {reply}
            </Fact>
          )}
          {here && (
            <Fact>
              <Faces people={here.people} />
              <span className="truncate">{here.words}</span>
            </Fact>
          )}
        </ul>
      </div>
    </article>
  );
}

function Fact({ children }: { children: ReactNode }) {
  return <li className="flex min-h-5 items-center gap-2">{children}</li>;
}
