import type { Metadata } from "next";
import Link from "next/link";
import { Button, buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { mailsOf } from "../../notifications/stop";
import { whyNone } from "../../why-none";
import { words } from "../../words";

type Props = PageProps<"/unsubscribe/[token]">;

/** The address is a key: it goes to no other site, and into no index. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await words("mail");
  return { title: t("stop.title"), robots: { index: false }, referrer: "no-referrer" };
}

/** Looking at it changes nothing: programs look at what is in mails. */
export default async function Page({ params }: Props) {
  const { token } = await params;
  const [t, mails] = await Promise.all([words("mail"), mailsOf(token).catch(whyNone)]);
  return (
    <main className="mx-auto max-w-form px-4 py-10 sm:py-16" id="main">
      {mails === null ? (
        <EmptyState
          action={
            <Link className={buttonClass({ look: "secondary" })} href="/">
              {t("stop.home")}
            </Link>
          }
          as="h1"
          icon="failed"
          title={t("stop.none")}
        >
          {t("stop.noneAdvice")}
        </EmptyState>
      ) : (
        <EmptyState
          action={
            <form action={`/api/unsubscribe/${token}`} method="post">
              <input name="mails" type="hidden" value={mails === "on" ? "off" : "on"} />
              <Button look={mails === "on" ? "primary" : "secondary"} type="submit">
                {t(mails === "on" ? "stop.doStop" : "stop.doResume")}
              </Button>
            </form>
          }
          as="h1"
          icon={mails === "on" ? "tray" : "sent"}
          title={t(mails === "on" ? "stop.on" : "stop.off")}
        >
          {t(mails === "on" ? "stop.onAdvice" : "stop.offAdvice")}
        </EmptyState>
      )}
    </main>
  );
}
