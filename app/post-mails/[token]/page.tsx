import type { Metadata } from "next";
import Link from "next/link";
import { Button, buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { postMailsOf } from "../../broadcasts/mails";
import { whyNone } from "../../why-none";
import { words } from "../../words";

type Props = PageProps<"/post-mails/[token]">;

/** The address is a key: it goes to no other site, and into no index. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [t, asked] = await Promise.all([
    words("following"),
    postMailsOf((await params).token).catch(whyNone),
  ]);
  const title = asked ? t("page.title", { business: asked.business.name }) : t("page.none");
  return { title, robots: { index: false }, referrer: "no-referrer" };
}

/** Looking at it changes nothing: programs look at what is in mails. */
export default async function Page({ params }: Props) {
  const { token } = await params;
  const [t, mail, asked] = await Promise.all([
    words("following"),
    words("mail"),
    postMailsOf(token).catch(whyNone),
  ]);
  return (
    <main className="mx-auto max-w-form px-4 py-10 sm:py-16" id="main">
      {asked === null ? (
        <EmptyState
          action={
            <Link className={buttonClass({ look: "secondary" })} href="/">
              {mail("stop.home")}
            </Link>
          }
          as="h1"
          icon="failed"
          title={t("page.none")}
        >
          {t("page.noneAdvice")}
        </EmptyState>
      ) : (
        <EmptyState
          action={
            <form action={`/api/post-mails/${token}`} method="post">
              <input name="mails" type="hidden" value={asked.isOn ? "off" : "on"} />
              <Button look={asked.isOn ? "secondary" : "primary"} type="submit">
                {t(asked.isOn ? "page.doStop" : "page.doStart")}
              </Button>
            </form>
          }
          as="h1"
          icon={asked.isOn ? "sent" : "mail"}
          title={t(asked.isOn ? "page.on" : "page.off", { business: asked.business.name })}
        >
          {t(asked.isOn ? "page.onAdvice" : "page.offAdvice", { address: asked.address })}
        </EmptyState>
      )}
    </main>
  );
}
