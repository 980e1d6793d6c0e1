import type { Metadata } from "next";
import { accentCss } from "@/components/embed/accent";
import { EmbedChat } from "@/components/embed/embed-chat";
import { EmptyState } from "@/components/ui/empty-state";
import { ShowsLogo } from "@/components/ui/shows-logo";
import { Words } from "@/components/words";
import { suspendedBusiness } from "@/db/businesses";
import { findConversation } from "@/db/conversations";
import { widgetOf } from "@/db/widgets";
import { env } from "@/lib/server/env";
import { WIDGET_COLOR } from "@/lib/widget";
import { businessNamed } from "../../b/[business]/business";
import { conversationActions } from "../../conversation/conversation-actions";
import { openingOf } from "../../conversation/opening";
import { db } from "../../database";
import { siteOrigin } from "../../request";
import { isOn } from "../../site-settings";
import { receive } from "../../storefront/receive";
import type { Viewer } from "../../viewer";
import { words, wordsFor } from "../../words";
import { enter, leave, nameByToken } from "../actions";
import { frameViewer } from "../frame-session";
import "./themes.css";

type Props = PageProps<"/embed/[business]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { business: slug } = await params;
  const { name } = (await suspendedBusiness(db(), slug)) ?? (await businessNamed(slug));
  return { title: name, robots: { index: false } };
}

/** The chat of a business in the frame of its widget. Whoever is signed in to the site is nobody here. */
export default async function Page({ params }: Props) {
  const { business: named } = await params;
  const suspended = await suspendedBusiness(db(), named);
  if (suspended) return <Suspended {...suspended} />;
  const business = await businessNamed(named);
  const { id, name, slug, logoId } = business;
  if (!(await isOn("widget"))) return <SwitchedOff name={name} />;
  const [who, widget, origin, { absent, reception }, said] = await Promise.all([
    frameViewer(),
    widgetOf(db(), id),
    siteOrigin(),
    receive(business, new Date()),
    wordsFor(
      ...(["common", "profile", "conversation", "blocked", "attachments", "threads", "search"] as const),
      ...(["account", "closing", "embed"] as const),
    ),
  ]);
  const own = [origin, new URL(env().NEXTAUTH_URL).origin];
  return (
    <Words {...said}>
      {widget.color !== WIDGET_COLOR && <style>{accentCss(widget.color)}</style>}
      <ShowsLogo logoId={logoId}>
        <EmbedChat
          business={{ id, name, slug, hint: absent, reception }}
          enter={enter}
          leave={leave}
          nameByToken={nameByToken}
          opening={who?.confinedTo === id ? await openedBy(who, id) : null}
          origins={[...own, ...widget.origins]}
        />
      </ShowsLogo>
    </Words>
  );
}

/** In the frame itself: it leads nowhere else. */
async function Suspended({ name }: { name: string }) {
  const t = await words("profile");
  return (
    <main id="main">
      <EmptyState as="h1" icon="lock" title={t("closed.title", { name })}>
        {t("closed.advice")}
      </EmptyState>
    </main>
  );
}

async function SwitchedOff({ name }: { name: string }) {
  const t = await words("embed");
  return (
    <main id="main">
      <EmptyState as="h1" icon="lock" title={t("off.title", { name })}>
        {t("off.advice")}
      </EmptyState>
    </main>
  );
}

async function openedBy(who: Viewer, businessId: string) {
  const found = await findConversation(db(), { businessId, customerId: who.id });
  const opening = found && (await openingOf(who, found.id));
  if (!opening) return null;
  const { businessId: _, logoId: __, ...shown } = opening;
  return { ...shown, actions: conversationActions };
}
