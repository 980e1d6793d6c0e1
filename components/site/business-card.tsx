import Link from "next/link";
import { Avatar } from "../ui/avatar";
import { Icon } from "../ui/icon";

interface BusinessCardProps {
  business: { id: string; slug: string; name: string; category: string; tagline: string };
}

export function BusinessCard({ business }: BusinessCardProps) {
  const { id, slug, name, category, tagline } = business;
  return (
    <Link
      className="group flex h-full items-start gap-4 rounded-xl border border-line bg-surface p-5 shadow-raised transition-shadow duration-200 ease-calm hover:shadow-floating"
      href={`/b/${slug}`}
    >
      <Avatar id={id} name={name} shape="square" size="large" />
      <span className="min-w-0 flex-1 self-center">
        <span className="text-sm text-ink-faint">{category}</span>
        <span className="flex items-center gap-1 font-display text-xl">
          <span className="min-w-0 [overflow-wrap:anywhere]">{name}</span>
          <Icon
            className="size-4 text-ink-faint transition-transform duration-200 ease-calm group-hover:translate-x-0.5"
            name="right"
          />
        </span>
        <span className="mt-1 block text-ink-soft">{tagline}</span>
      </span>
    </Link>
  );
}
