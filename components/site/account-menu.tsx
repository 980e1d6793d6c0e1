import Link from "next/link";
import { SignOutButton } from "../account/sign-out-button";
import { Avatar } from "../ui/avatar";
import { buttonClass } from "../ui/button";
import type { HeaderViewer } from "./site-header";

/** The browser's own popover: it closes with Escape and a click elsewhere, without any script. */
export function AccountMenu({ viewer }: { viewer: HeaderViewer }) {
  return (
    <>
      <button
        aria-label={`Account of ${viewer.name}`}
        className="rounded-full"
        popoverTarget="account-menu"
        type="button"
      >
        <Avatar id={viewer.id} name={viewer.name} />
      </button>
      <div
        className="fixed inset-auto end-4 top-[calc(var(--spacing-header)+0.25rem)] w-72 max-w-[calc(100vw-2rem)] rounded-lg border border-line bg-surface p-4 text-ink shadow-floating sm:end-6"
        id="account-menu"
        popover="auto"
      >
        <p className="truncate font-semibold" dir="auto">
          {viewer.name}
        </p>
        <p className="truncate text-sm text-ink-soft">{viewer.email ?? "Guest"}</p>
        {viewer.isGuest && (
          <div className="mt-3 rounded-md bg-clay-tint p-3 text-sm text-clay-ink">
            <p className="mb-2.5">
              As a guest you are known by this browser only. Register to keep your conversations.
            </p>
            <Link className={buttonClass({ size: "small" })} href="/register">
              Register
            </Link>
          </div>
        )}
        <SignOutButton className="mt-3 w-full" isGuest={viewer.isGuest} />
      </div>
    </>
  );
}
