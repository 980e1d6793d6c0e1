import Link from "next/link";
import { SignOutButton } from "@/components/account/sign-out-button";
import { LanguageChoice } from "@/components/site/language-choice";
import { Popover } from "@/components/site/popover";
import { Avatar } from "@/components/ui/avatar";
import { buttonClass } from "@/components/ui/button";
import { chooseLanguage } from "../account/actions";
import type { Viewer } from "../viewer";
import { words } from "../words";

export async function AccountMenu({ viewer }: { viewer: Viewer }) {
  const [t, ofAdmin] = await Promise.all([words("site"), words("admin")]);
  const { id, name, email, isGuest, isAdmin } = viewer;
  return (
    <>
      <button
        aria-label={t("accountOf", { name })}
        className="rounded-full"
        popoverTarget="account-menu"
        type="button"
      >
        <Avatar id={id} name={name} />
      </button>
      <Popover id="account-menu">
        <div className="flex items-center gap-3 p-2">
          <Avatar id={id} name={name} />
          <div className="min-w-0 flex-1">
            <p className="text-match truncate font-semibold" dir="auto">
              {name}
            </p>
            <p className="text-match truncate text-sm text-ink-soft" dir="auto">
              {email ?? t("guest.is")}
            </p>
          </div>
        </div>
        {isGuest && (
          <div className="m-2 rounded-md bg-clay-tint p-3 text-sm text-clay-ink">
            <p className="mb-2.5">{t("guest.advice")}</p>
            <Link className={buttonClass({ size: "small" })} href="/register">
              {t("register")}
            </Link>
          </div>
        )}
        <div className="my-2 border-y border-line px-2 py-3">
          <LanguageChoice choose={chooseLanguage} />
        </div>
        <Link className={`${buttonClass({ look: "quiet" })} mb-1 w-full`} href="/settings" prefetch={false}>
          {t("settings")}
        </Link>
        {isAdmin && (
          <Link className={`${buttonClass({ look: "quiet" })} mb-1 w-full`} href="/admin" prefetch={false}>
            {ofAdmin("title")}
          </Link>
        )}
        <form action="/sign-out">
          <SignOutButton isGuest={isGuest} />
        </form>
      </Popover>
    </>
  );
}
