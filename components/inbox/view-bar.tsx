"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { lazy, type ReactNode, Suspense, useState, useTransition } from "react";
import { useTranslations } from "use-intl/react";
import { type InboxView, keyOfView } from "@/lib/inbox-view";
import { patiently } from "../patiently";
import { IconButton } from "../ui/icon-button";
import { isBegun, lookAt, useKeptQuery } from "./kept-view";
import type { Counts } from "./live-counts";
import { shownCount, usualOf, usualViews, VIEWS_IN_SIGHT } from "./usual-views";
import type { ViewsPanelProps } from "./views-panel";

/** Opened a few times a day, and loaded then. */
const ViewsPanel = lazy(
  patiently(() => import("./views-panel").then((module) => ({ default: module.ViewsPanel }))),
);

/** What of the inbox is looked at, what else there is to look at, and how much. */
export function ViewBar(props: Omit<ViewsPanelProps, "trigger">) {
  const t = useTranslations("views");
  const { view, counts, desk } = props;
  const [isAsked, setAsked] = useState(false);
  const [, startTransition] = useTransition();
  const key = keyOfView(view);
  const isInSight = VIEWS_IN_SIGHT.some((name) => keyOfView(usualViews[name]) === key);
  const trigger = (
    <IconButton
      aria-haspopup="dialog"
      icon="filter"
      label={t("all")}
      {...(!isAsked && { onClick: () => startTransition(() => setAsked(true)) })}
      size="small-round"
    />
  );
  return (
    <div className="mx-5 mb-2 flex shrink-0 items-center gap-1">
      <nav
        aria-label={t("label")}
        className="relative -my-1 flex min-w-0 flex-1 gap-1 overflow-x-auto py-1 ps-0.5"
      >
        {!isInSight && (
          <ViewChip counts={counts} isShown view={view}>
            <NameOfView desk={desk} view={view} />
          </ViewChip>
        )}
        {VIEWS_IN_SIGHT.map((name) => (
          <ViewChip
            counts={counts}
            isShown={keyOfView(usualViews[name]) === key}
            key={name}
            view={usualViews[name]}
          >
            {t(`names.${name}`)}
          </ViewChip>
        ))}
      </nav>
      <Suspense fallback={trigger}>
        {isAsked ? <ViewsPanel {...props} trigger={trigger} /> : trigger}
      </Suspense>
    </div>
  );
}

interface ViewChipProps {
  view: InboxView;
  counts: Counts;
  isShown: boolean;
  children: ReactNode;
}

function ViewChip({ view, counts, isShown, children }: ViewChipProps) {
  return (
    <ViewLink
      className="flex h-8 shrink-0 items-center gap-1.5 rounded-full border border-transparent px-2.5 text-sm text-ink-soft whitespace-nowrap hover:bg-sunken aria-[current]:border-pine-ink aria-[current]:bg-pine-tint aria-[current]:font-medium aria-[current]:text-ink"
      isShown={isShown}
      view={view}
    >
      {children}
      {/* Its place is kept, so that nothing moves when it comes. */}
      <span className="min-w-4">
        <ViewCount count={counts[keyOfView(view)]} />
      </span>
    </ViewLink>
  );
}

/** Nothing where it is not known. */
export function ViewCount({ count }: { count: number | undefined }) {
  const t = useTranslations("views");
  if (count === undefined) return null;
  return (
    <span className="text-xs text-ink-soft tabular-nums">
      {shownCount(count)}
      <span className="sr-only"> {t("conversations")}</span>
    </span>
  );
}

interface ViewLinkProps {
  view: InboxView;
  isShown: boolean;
  className: string;
  onLook?: () => void;
  children: ReactNode;
}

/** A link to a view; what is open beside the list stays open. */
export function ViewLink({ view, isShown, className, onLook, children }: ViewLinkProps) {
  const query = useKeptQuery(view);
  return (
    <Link
      aria-current={isShown ? "true" : undefined}
      className={className}
      href={{ pathname: usePathname(), query }}
      onNavigate={(event) => {
        event.preventDefault();
        lookAt(view);
        onLook?.();
      }}
      prefetch={false}
    >
      {children}
    </Link>
  );
}

/** What a view is called: by whoever saved it, or by what it shows. */
export function NameOfView({ view, desk }: Pick<ViewsPanelProps, "view" | "desk">) {
  const t = useTranslations("views");
  const saved = desk.savedViews.find((each) => keyOfView(each.view) === keyOfView(view));
  if (saved) return <bdi>{saved.name}</bdi>;
  const tag = desk.tags.find(({ id }) => id === view.tag)?.name;
  const agent = desk.team.find(({ userId }) => userId === view.assignee)?.name;
  const usual = usualOf(agent === undefined ? view : { ...view, assignee: undefined });
  const parts = [
    ...(usual === undefined || (usual === "open" && !isBegun({ ...view, sort: "newest" }))
      ? []
      : [t(`names.${usual}`)]),
    ...(usual === undefined ? [t(`names.${view.status}`)] : []),
    ...(agent === undefined ? [] : [agent]),
    ...(view.tag === undefined ? [] : [tag ?? t("formerTag")]),
    ...(view.channel === undefined ? [] : [t(`channels.${view.channel}`)]),
    ...(view.sort === "newest" ? [] : [t(`sorts.${view.sort}`)]),
  ];
  return <bdi>{parts.join(" · ")}</bdi>;
}
