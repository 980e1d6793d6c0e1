import { v5 } from "uuid";
import { assert } from "../../lib/assert";
import { isPersonOfStaff, type Role } from "../../lib/permissions";
import { preview } from "../../lib/protocol/body";
import { hashPassword } from "../../lib/server/password";
import { postConfirmations, posts, topics } from "../broadcast-parts";
import type { Db } from "../client";
import { receipts, threadReads, threads } from "../conversation-parts";
import { businesses, conversations, memberships, messages, participants, users } from "../schema";
import { savedReplies } from "../work-parts";
import { demoBroadcasts } from "./broadcasts";
import { demoBusinesses } from "./businesses";
import { DEMO_PASSWORD, type DemoName, demoPeople } from "./cast";
import { demoConversations, type DemoConversation as Script } from "./conversations";
import { demoQuestions } from "./questions";
import { demoReplies } from "./saved-replies";

/** Every id is made of a name in here, so that seeding twice meets its own rows. */
const NAMESPACE = "b2f6f1c1-6f0e-4c55-9c0a-2f6f4e6f3a10";
const idOf = (name: string) => v5(name, NAMESPACE);

/** Puts the demo on the stage. What is there already stays as it is, whatever became of it. */
export async function seedDemo(db: Db, now: Date): Promise<void> {
  await seedPeople(db);
  await seedBusinesses(db);
  for (const script of [...demoConversations, ...demoQuestions]) await seedConversation(db, script, now);
  for (const broadcast of demoBroadcasts) await seedBroadcast(db, broadcast, now);
}

async function seedPeople(db: Db): Promise<void> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const rows = Object.entries(demoPeople).map(([key, person]) => ({
    id: idOf(key),
    name: person.name,
    ...("email" in person ? { email: person.email, passwordHash } : {}),
    ...("role" in person ? { role: person.role } : {}),
  }));
  await db.insert(users).values(rows).onConflictDoNothing();
}

/** What a business has comes with it, once: what its people took away since stays away. */
async function seedBusinesses(db: Db): Promise<void> {
  await db.transaction(async (tx) => {
    const made = await tx
      .insert(businesses)
      .values(demoBusinesses.map(({ members, ...business }) => ({ id: idOf(business.slug), ...business })))
      .onConflictDoNothing()
      .returning({ slug: businesses.slug });
    const isMade = (business: string) => made.some(({ slug }) => slug === business);
    const members = demoBusinesses
      .filter(({ slug }) => isMade(slug))
      .flatMap(({ slug, members }) =>
        Object.entries(members).map(([key, role]) => ({ businessId: idOf(slug), userId: idOf(key), role })),
      );
    if (members.length > 0) await tx.insert(memberships).values(members);
    const replies = demoReplies
      .filter(({ business }) => isMade(business))
      .map(({ business, shortcut, body }) => ({
        ...{ id: idOf(`${business}/reply/${shortcut}`), businessId: idOf(business), shortcut, body },
      }));
    if (replies.length > 0) await tx.insert(savedReplies).values(replies);
  });
}

async function seedConversation(db: Db, script: Script, now: Date): Promise<void> {
  const id = idOf(`${script.business}/${script.customer}`);
  const rows = timeline(id, script, now);
  await db.transaction(async (tx) => {
    const place = { id, businessId: idOf(script.business), customerId: idOf(script.customer) };
    if (!(await tellStory(tx, place, rows))) return;
    await tx.insert(participants).values(
      [...firstLines(script)].map(([name, minutesAgo]) => ({
        conversationId: id,
        userId: idOf(name),
        role: roleOf(script, name),
        joinedAt: minutesBefore(now, minutesAgo),
      })),
    );
    await tx.insert(receipts).values(readMarks(script, id, rows.length));
    await seedThreads(tx, script, rows);
  });
}

/** The threads that the lines of a story stand in; everybody has read them. */
async function seedThreads(
  tx: Pick<Db, "insert">,
  script: Script,
  rows: Omit<Row, "businessId">[],
): Promise<void> {
  for (const root of rows) {
    const replies = rows.filter(({ threadId }) => threadId === root.id);
    const [first, last] = [replies[0], replies.at(-1)];
    if (!first?.senderId || !last) continue;
    const { id, conversationId } = root;
    await tx.insert(threads).values({
      ...{ id, conversationId, messageId: id, title: "", replies: replies.length },
      ...{ createdBy: first.senderId, createdAt: first.createdAt, lastAt: last.createdAt },
    });
    const readers = [script.customer, ...memberNames(script)].map(idOf);
    await tx
      .insert(threadReads)
      .values(readers.map((userId) => ({ conversationId, threadId: id, userId, read: replies.length })));
  }
}

async function seedBroadcast(
  db: Db,
  { business, topics: names = [], posts: told }: (typeof demoBroadcasts)[number],
  now: Date,
): Promise<void> {
  const id = idOf(`${business}/broadcast`);
  const { members } = businessOf({ business });
  const rows = told.map(([name, minutesAgo, body], n) => ({
    ...{ id: idOf(`${id}/${n + 1}`), conversationId: id, seq: n + 1, rev: n + 1 },
    ...{ kind: "text" as const, body, createdAt: minutesBefore(now, minutesAgo) },
    ...{ senderId: idOf(name), senderName: demoPeople[name].name, senderRole: members[name] ?? "agent" },
  }));
  const place = { id, kind: "broadcast" as const, businessId: idOf(business) };
  const { businessId } = place;
  const topicId = (name: string) => idOf(`${id}/${name}`);
  const postRows = rows.map(({ id, senderId, createdAt }, n) => ({
    ...{ id, businessId, authorId: senderId, topicId: told[n]?.[3] ? topicId(told[n][3]) : null, createdAt },
    ...{ state: "published" as const, publishAt: createdAt, askedAt: createdAt, updatedAt: createdAt },
    asksToConfirm: told[n]?.[4] !== undefined,
  }));
  const confirmed = rows.flatMap(({ id: postId, rev, createdAt }, n) =>
    Object.entries(told[n]?.[4] ?? {}).map(([name, as]) => ({
      ...{ postId, userId: idOf(name), rev, isNamed: as === "named", createdAt },
    })),
  );
  await db.transaction(async (tx) => {
    if (!(await tellStory(tx, place, rows))) return;
    if (names.length > 0)
      await tx
        .insert(topics)
        .values(names.map((name, n) => ({ id: topicId(name), businessId, name, place: n })));
    await tx.insert(posts).values(postRows);
    if (confirmed.length > 0) await tx.insert(postConfirmations).values(confirmed);
  });
}

type Row = typeof messages.$inferInsert & { createdAt: Date };

/** A conversation with all that was said in it; false where it is there already. */
async function tellStory(
  tx: Pick<Db, "insert">,
  place: typeof conversations.$inferInsert,
  rows: Omit<Row, "businessId">[],
): Promise<boolean> {
  const [first] = rows;
  const last = rows.at(-1);
  assert(first && last, "a demo conversation has a line");
  const shown = {
    lastSeq: last.seq,
    rev: last.rev,
    // Nobody is to be mailed of it.
    toldSeq: last.seq,
    toldRev: last.rev,
    lastMessageAt: last.createdAt,
    lastPreview: preview(last.body),
    lastSenderId: last.senderId,
    lastSenderRole: last.senderRole,
    lastSenderName: last.senderName,
    isWithPeople: rows.some(({ senderRole }) => isPersonOfStaff(senderRole)),
  };
  const [made] = await tx
    .insert(conversations)
    .values({ ...place, ...shown, createdAt: first.createdAt })
    .onConflictDoNothing()
    .returning({ id: conversations.id });
  const { businessId } = place;
  if (made) await tx.insert(messages).values(rows.map((row) => ({ ...row, businessId })));
  return made !== undefined;
}

/** The lines of a script, with a notice before the first line of each member who joins. */
function timeline(conversationId: string, script: Script, now: Date) {
  const joins = firstLines(script);
  return script.lines
    .flatMap(([name, minutesAgo, body, below], index) => {
      const role = roleOf(script, name);
      const { name: senderName } = demoPeople[name];
      const said = { kind: "text" as const, senderRole: role, body, metadata: {}, index, below };
      const joined = {
        kind: "system" as const,
        senderRole: "system" as const,
        body: `${senderName} joined`,
        metadata: { event: "joined", userId: idOf(name), name: senderName, role },
        ...{ index: undefined, below: undefined },
      };
      const isJoining = role !== "customer" && joins.get(name) === minutesAgo;
      return (isJoining ? [joined, said] : [said]).map((line) => ({
        ...line,
        conversationId,
        senderId: idOf(name),
        senderName,
        createdAt: minutesBefore(now, minutesAgo),
      }));
    })
    .map((line, n) => ({ ...line, id: idOf(`${conversationId}/${n + 1}`), seq: n + 1, rev: n + 1 }))
    .map(({ index, below, ...line }, n, all) => {
      const isRoot = index !== undefined && all.some((each) => each.below === index);
      const root = below === undefined ? undefined : all.find((each) => each.index === below);
      const replies = all.slice(0, n + 1).filter((each) => each.below === below);
      return {
        ...line,
        ...(isRoot && { metadata: { thread: { id: line.id, title: "" } } }),
        ...(root && { threadId: root.id, threadSeq: replies.length }),
      };
    });
}

function firstLines({ lines }: Script): Map<DemoName, number> {
  return new Map(lines.toReversed().map(([name, minutesAgo]) => [name, minutesAgo]));
}

/** Everybody has read all but what the script leaves unread. */
function readMarks(script: Script, conversationId: string, lastSeq: number) {
  const everyone = [script.customer, ...memberNames(script)];
  return everyone.map((name) => ({
    conversationId,
    userId: idOf(name),
    deliveredSeq: lastSeq,
    readSeq: lastSeq - (script.unread[name] ?? 0),
  }));
}

function memberNames(script: Script): DemoName[] {
  return Object.keys(businessOf(script).members).filter(isDemoName);
}

function isDemoName(name: string): name is DemoName {
  return name in demoPeople;
}

function roleOf(script: Script, name: DemoName): Role {
  return name === script.customer ? "customer" : (businessOf(script).members[name] ?? "agent");
}

function businessOf({ business }: Pick<Script, "business">) {
  const found = demoBusinesses.find(({ slug }) => slug === business);
  assert(found, "a demo conversation is with a demo business");
  return found;
}

function minutesBefore(now: Date, minutes: number): Date {
  return new Date(now.getTime() - minutes * 60_000);
}
