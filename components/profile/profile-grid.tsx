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
 * asked of the window: what is fixed to it must not be inside a container that is measured, for older browsers. In one
 * column what the business says of itself comes before who and when.
 */
export function ProfileGrid({ identity, action, aside, children }: ProfileGridProps) {
  return (
    <div className="relative mx-auto -mt-12 grid max-w-page grid-cols-[minmax(0,1fr)] gap-x-14 gap-y-9 px-4 pb-16 sm:px-6 md:not-group-has-data-chat/profile:grid-cols-[minmax(0,1fr)_20rem] md:not-group-has-data-chat/profile:grid-rows-[auto_1fr] xl:grid-cols-[minmax(0,1fr)_20rem] xl:grid-rows-[auto_1fr]">
      {identity}
      <div className="contents md:not-group-has-data-chat/profile:row-span-2 md:not-group-has-data-chat/profile:block xl:row-span-2 xl:block">
        {action}
        <div className="order-2 space-y-10 sm:px-5 md:not-group-has-data-chat/profile:mt-10 xl:mt-10">
          {aside}
        </div>
      </div>
      <div className="order-1 space-y-10">{children}</div>
    </div>
  );
}
