import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { after } from "next/server";
import { cache } from "react";
import { GroupAvatar } from "@/components/groups/group-avatar";
import { PlainForm } from "@/components/plain/plain-form";
import { PlainThread } from "@/components/plain/plain-thread";
import { PlainTime } from "@/components/plain/plain-time";
import { TakeOver } from "@/components/plain/take-over";
import { Banner } from "@/components/ui/banner";
import { BusinessAvatar } from "@/components/ui/business-avatar";
import { buttonClass } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Words } from "@/components/words";
import { isRefusalCode } from "@/lib/refusal";
import { markRead } from "@/lib/server/rooms";
import { roomTicket, uuid } from "../../conversation/access";
import { toRefusal } from "../../failure";
import { toClosedOrNowhere } from "../../not-available/closed-or-nowhere";
import { roomsOfSite } from "../../rooms";
import { receive } from "../../storefront/receive";
import { zoneWords } from "../../storefront/week-words";
import { requireViewer, type Viewer } from "../../viewer";
import { words, wordsFor } from "../../words";
import { plainThreadOf, type PlainThread as Thread } from "../thread-of";

type Props = PageProps<"/plain/[conversation]">;

const found = cache(async (conversationId: string, before: string | string[] | undefined) => {
  const viewer = await requireViewer(`/plain/${conversationId}`);
  const seq = typeof before === "string" && /^\d{1,9}$/.test(before) ? Number(before) : undefined;
  const thread =
    (await plainThreadOf(viewer, conversationId, seq)) ?? (await toClosedOrNowhere(viewer, conversationId));
  return { viewer, thread, isNewest: seq === undefined || seq > thread.lastSeq };
});

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { thread } = await found((await params).conversation, (await searchParams).before);
  return { title: thread.name };
}

/** A conversation as a page that is written by the server alone, with a form to write in it. */
export default async function Page({ params, searchParams }: Props) {
  const [{ conversation: id }, { before, problem, form }] = await Promise.all([params, searchParams]);
  const { viewer, thread, isNewest } = await found(id, before);
  const { name, isGroup, self, reader, messages, participants, receipts, readSeq } = thread;
  const said = await words("conversation");
  if (isNewest) after(() => readThrough(viewer, id, thread));
  const oldest = messages[0]?.seq ?? 1;
  return (
    <Words {...(await wordsFor("common", "plain", "conversation", "attachments", "closing"))}>
      <main className="mx-auto w-full max-w-2xl pb-10" id="main">
        <Head id={id} thread={thread} />
        <PlainThread
          beginning={said(isGroup ? "beginningOfGroup" : "beginning", { name })}
          older={thread.hasOlder ? `/plain/${id}?before=${oldest}` : null}
          {...{ messages, self, reader, participants, receipts, readSeq }}
        />
        {/* Led here, one sees what was said last above it. */}
        <div className="scroll-mt-[50dvh] space-y-4 px-4 sm:px-6" id="latest">
          <Below
            form={uuid.safeParse(form).data}
            id={id}
            isNewest={isNewest}
            problem={isRefusalCode(problem) ? problem : undefined}
            thread={thread}
          />
        </div>
      </main>
      <TakeOver to={`/chats/${id}`} />
    </Words>
  );
}

interface BelowProps {
  id: string;
  thread: Thread;
  isNewest: boolean;
  /** What came of the form that was sent last, where it was refused: the same is sent again. */
  problem: string | undefined;
  form: string | undefined;
}

/** The way to what is newer, and the form. */
async function Below({ id, thread, isNewest, problem, form }: BelowProps) {
  const { business, name, isGroup, reader, messages, block, draft, lastSeq } = thread;
  const [t, said, ofProfile, { reception }] = await Promise.all([
    words("plain"),
    words("conversation"),
    words("profile"),
    receive(business, new Date(reader.nowMs)),
  ]);
  const here = `/plain/${id}`;
  const again = form && draft ? `&form=${form}` : "";
  return (
    <>
      <nav aria-label={t("look")} className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <a
          className={buttonClass({ look: "secondary", size: "small" })}
          href={isNewest ? `${here}?look=${lastSeq}${again}#latest` : `${here}#latest`}
        >
          {t(isNewest ? "look" : "newest")}
        </a>
        <p className="min-w-0 flex-1 basis-60 text-sm text-ink-faint">
          {t("waits")}{" "}
          {thread.isClockOfBusiness &&
            ofProfile("hours.local", { zone: zoneWords(business.timeZone, reader) })}
        </p>
      </nav>
      {!isGroup && messages.length === 0 && reception.greeting}
      {!isGroup && !block && <div className="-mx-3 sm:-mx-5">{reception.away}</div>}
      <section aria-label={said("composer.label", { name })} className="scroll-mt-20" id="write">
        {block ? (
          <Banner icon="lock" look="calm">
            <Blocked reader={reader} until={block.until} />
          </Banner>
        ) : (
          <PlainForm
            draft={draft}
            form={form ?? randomUUID()}
            name={name}
            problem={problem}
            to={`${here}/messages`}
          />
        )}
      </section>
    </>
  );
}

async function Head({ id, thread: { name, isGroup, business } }: { id: string; thread: Thread }) {
  const t = await words("inbox");
  return (
    <header className="flex min-h-16 items-center gap-3 border-b border-line px-4 py-2 sm:px-6">
      <a aria-label={t("allChats")} className={buttonClass({ look: "quiet", size: "round" })} href="/plain">
        <Icon className="size-5 rtl:-scale-x-100" name="back" />
      </a>
      {isGroup ? <GroupAvatar id={id} title={name} /> : <BusinessAvatar business={business} />}
      <h1 className="min-w-0 flex-1 truncate text-lg font-semibold">
        {isGroup ? (
          <bdi>{name}</bdi>
        ) : (
          <a className="hover:underline" href={`/b/${business.slug}`}>
            <bdi>{name}</bdi>
          </a>
        )}
      </h1>
    </header>
  );
}

async function Blocked({ until, reader }: { until: string | null; reader: Thread["reader"] }) {
  const t = await words("blocked");
  return (
    <>
      <p className="font-medium">
        {until === null
          ? t("forGood")
          : t.rich("until", {
              day: () => <PlainTime at={until} form="day" key="day" reader={reader} />,
              clock: () => <PlainTime at={until} form="clock" key="clock" reader={reader} />,
            })}
      </p>
      <p className="mt-1">{t("kept")}</p>
    </>
  );
}

/** What the page showed is read, as it is where scripts see to it. */
async function readThrough(viewer: Viewer, conversationId: string, thread: Thread): Promise<void> {
  const { access, lastSeq, readSeq } = thread;
  if (lastSeq <= readSeq) return;
  await markRead(roomsOfSite(), roomTicket(viewer, conversationId, access), lastSeq).catch(
    // It is read by the next page, then.
    (error: unknown) => toRefusal("a plain page", error, viewer.id),
  );
}
