import Link from "next/link";
import { words } from "../words";

/** For pages that scroll; at the foot of the window where the page is short. */
export async function SiteFooter() {
  const t = await words("site");
  return (
    <footer className="sticky top-[100vh] border-t border-line">
      <div className="mx-auto flex max-w-page flex-wrap items-center gap-x-6 gap-y-2 px-4 py-6 text-sm text-ink-faint sm:px-6">
        <p className="me-auto">
          <span className="font-medium text-ink-soft">{t("name")}</span> · {t("footer.promise")}
        </p>
        <nav aria-label={t("footer.links")} className="flex gap-x-5">
          <FooterLink href="/">{t("footer.businesses")}</FooterLink>
          <FooterLink href="/chats">{t("chats")}</FooterLink>
          <FooterLink href="/api-reference">{t("footer.api")}</FooterLink>
        </nav>
      </div>
    </footer>
  );
}

function FooterLink({ href, children }: { href: "/" | "/chats" | "/api-reference"; children: string }) {
  return (
    <Link
      className="inline-flex min-h-6 items-center hover:text-ink hover:underline"
      href={href}
      // It is long, and few who see the foot of a page go there.
      prefetch={href === "/api-reference" ? false : null}
    >
      {children}
    </Link>
  );
}
