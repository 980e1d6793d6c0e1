import type { ReactNode } from "react";

interface ProfileGridProps {
  identity: ReactNode;
  /** The one thing to do, and what speaks for doing it. */
  action: ReactNode;
  /** Who and when. */
  aside: ReactNode;
  children: ReactNode;
}

/**
 * Two columns where there is room, which is less beside an open chat; it lies a little over the cover. The width is
 * asked of the window: what is fixed to it must not be inside a container that is measured, for older browsers.
 */
export function ProfileGrid({ identity, action, aside, children }: ProfileGridProps) {
  return (
    <div className="relative mx-auto -mt-12 grid max-w-page grid-cols-[minmax(0,1fr)] gap-x-14 gap-y-9 px-4 pb-16 sm:px-6 md:not-group-has-data-chat/profile:grid-cols-[minmax(0,1fr)_20rem] xl:grid-cols-[minmax(0,1fr)_20rem]">
      {identity}
      <div className="self-end">{action}</div>
      <div className="space-y-10">{children}</div>
      <div className="space-y-10 sm:px-5">{aside}</div>
    </div>
  );
}
