import Link from "next/link";
import { LanguageChoice } from "@/components/site/language-choice";
import { Logo } from "@/components/site/logo";
import { OfflineNotice } from "@/components/site/offline-notice";
import { Popover } from "@/components/site/popover";
import { SiteNav } from "@/components/site/site-nav";
import { buttonClass } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { chooseLanguage } from "../account/actions";
import { listChats } from "../chats/actions";
import { listInbox } from "../inbox/actions";
import { hushed } from "../settings/actions";
import { viewer } from "../viewer";
import { words } from "../words";
import { AccountMenu } from "./account-menu";

/** On phones it makes room for an open conversation, with a way back of its own, once that is no longer on its way in. */
export async function SiteHeader() {
  const [t, who] = await Promise.all([words("site"), viewer()]);
  return (
    <header className="sticky top-0 z-20 h-header border-b border-line bg-paper max-md:[body:has([data-open]:not([hidden]_*))_&]:hidden">
      <div className="flex h-full items-center gap-2 px-4 sm:px-6">
        <Link aria-label={t("home")} className="me-auto flex rounded-sm" href="/" prefetch={false}>
          <Logo />
        </Link>
        <OfflineNotice />
        {who ? (
          <>
            <SiteNav
              askHushed={hushed}
              loadChats={listChats}
              loadInbox={listInbox}
              memberships={who.memberships.map(({ businessId }) => ({ businessId }))}
              viewerId={who.id}
            />
            <AccountMenu viewer={who} />
          </>
        ) : (
          <>
            <IconButton icon="globe" label={t("language")} popoverTarget="language-menu" />
            <Popover id="language-menu">
              <LanguageChoice choose={chooseLanguage} />
            </Popover>
            <Link className={buttonClass({ look: "secondary", size: "small" })} href="/sign-in">
              {t("signIn")}
            </Link>
          </>
        )}
      </div>
    </header>
  );
}
