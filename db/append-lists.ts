import { closingOf } from "../lib/closing";
import { promisedIn } from "../lib/promise";
import type { Message, Reaction } from "../lib/protocol/message";
import { secretOf } from "../lib/secret";
import { telling } from "../lib/telling";
import type { Draft } from "./desk";
import { duesIn } from "./promising";

/** The lists of rows that a statement may be given: their columns, and the rows of a draft in that order. */
export const lists = {
  talks: {
    columns: `id uuid, steps int, changes int, members int, title text, taken boolean, preview text, sort text,
      retold text, retold_sort text, sender_id uuid, sender_role text, sender_name text`,
    rowsOf: ({ talks }: Draft) =>
      Array.from(talks, ([id, { steps, changes, members, title, isTakenOver, last, retold }]) => {
        const told = last && telling(last);
        return [
          ...[id, steps, changes, members, title, isTakenOver],
          ...[told?.preview, told?.sort, retold?.preview, retold?.sort],
          ...[last?.senderId, last?.senderRole, last?.senderName],
        ];
      }),
  },
  /** How conversations stand as work afterwards; `told` where what the notes owed is paid. */
  works: {
    columns: `id uuid, steps int, status text, snoozed_until timestamptz, assignee_id uuid, reassigned boolean,
      lease_until timestamptz, priority int, tags text, told boolean`,
    rowsOf: ({ works }: Draft) =>
      Array.from(works, ([id, { work, steps, isReassigned, leaseUntil, isTold }]) => [
        ...[id, steps, work.status, work.snoozedUntil, work.assigneeId, isReassigned],
        ...[leaseUntil, work.priority, `{${work.tags.join(",")}}`, isTold],
      ]),
  },
  /** Conversations that their customers open again. */
  stirs: {
    columns: "id uuid, is_thanks boolean",
    rowsOf: ({ stirs }: Draft) => Array.from(stirs, ([id, { isThanks }]) => [id, isThanks]),
  },
  /** When conversations are due, by what was promised in them. */
  dues: {
    columns: "id uuid, due_at timestamptz",
    rowsOf: duesIn,
  },
  proposals: {
    columns: "id uuid, conversation_id uuid, user_id uuid, until timestamptz",
    rowsOf: ({ additions }: Draft) =>
      additions.flatMap(({ id, conversationId, senderId, ...said }) => {
        const closing = closingOf(said);
        return closing ? [[id, conversationId, senderId, closing.until]] : [];
      }),
  },
  closed: {
    columns: "id uuid, conversation_id uuid, state text, closed_at timestamptz, rating int, comment text",
    rowsOf: ({ changes }: Draft) =>
      Array.from(changes.values()).flatMap(({ after: { message } }) => {
        const closing = closingOf(message);
        if (!closing) return [];
        const { state, closedAt, rating, comment } = closing;
        return [[message.id, message.conversationId, state, closedAt, rating, comment || null]];
      }),
  },
  promised: {
    columns: "id uuid, conversation_id uuid, user_id uuid, due_at timestamptz",
    rowsOf: ({ additions }: Draft) =>
      additions.flatMap(({ id, conversationId, senderId, ...said }) => {
        const promised = promisedIn(said);
        return promised ? [[id, conversationId, senderId, promised.dueAt]] : [];
      }),
  },
  settled: {
    columns: "id uuid, conversation_id uuid, state text",
    rowsOf: ({ changes }: Draft) =>
      Array.from(changes.values()).flatMap(({ after: { message } }) => {
        const promised = promisedIn(message);
        return promised ? [[message.id, message.conversationId, promised.state]] : [];
      }),
  },
  /** The last place of conversations by which what is said there was judged. */
  judged: {
    columns: "id uuid, seq int",
    rowsOf: ({ judged }: Draft) => [...judged],
  },
  additions: {
    columns: `id uuid, conversation_id uuid, step int, change int, kind text, body text, metadata jsonb,
      reply_to uuid, thread_id uuid, thread_step int, sender_id uuid, sender_role text, sender_name text`,
    rowsOf: ({ additions }: Draft) =>
      additions.map(({ id, conversationId, step, change, kind, body, metadata, ...said }) => [
        ...[id, conversationId, step, change, kind, body, JSON.stringify(metadata), said.replyTo],
        ...[said.threadId, said.threadStep, said.senderId, said.senderRole, said.senderName],
      ]),
  },
  /** Threads that a batch opens, and those that were there and get messages. */
  openings: {
    columns:
      "id uuid, conversation_id uuid, message_id uuid, title text, created_by uuid, last_at timestamptz, steps int",
    rowsOf: ({ branches }: Draft) =>
      Array.from(branches.values()).flatMap(({ conversationId, steps, opened }) =>
        opened
          ? [
              [
                opened.id,
                conversationId,
                opened.messageId,
                opened.title,
                opened.createdBy,
                opened.lastAt,
                steps,
              ],
            ]
          : [],
      ),
  },
  replies: {
    columns: "id uuid, conversation_id uuid, steps int",
    rowsOf: ({ branches }: Draft) =>
      Array.from(branches).flatMap(([id, { conversationId, steps, opened }]) =>
        opened || steps === 0 ? [] : [[id, conversationId, steps]],
      ),
  },
  claims: {
    columns: "id uuid, conversation_id uuid, message_id uuid, uploader_id uuid, place int",
    rowsOf: ({ claims }: Draft) =>
      Array.from(claims, ([id, { conversationId, messageId, uploaderId, place }]) => [
        ...[id, conversationId, messageId, uploaderId, place],
      ]),
  },
  namings: {
    columns: "user_id uuid, id uuid, parent_id uuid, message_id uuid",
    rowsOf: ({ namings }: Draft) =>
      namings.map(({ userId, conversationId, parentId, messageId }) => [
        ...[userId, conversationId, parentId, messageId],
      ]),
  },
  joining: {
    columns: "id uuid, user_id uuid, role text, rank text",
    rowsOf: ({ seats }: Draft) =>
      Array.from(seats.values()).flatMap(({ conversationId, userId, before, after }) =>
        after && !before ? [[conversationId, userId, after.role, after.rank]] : [],
      ),
  },
  leaving: {
    columns: "id uuid, user_id uuid",
    rowsOf: ({ seats }: Draft) =>
      Array.from(seats.values()).flatMap(({ conversationId, userId, before, after }) =>
        before && !after ? [[conversationId, userId]] : [],
      ),
  },
  ranking: {
    columns: "id uuid, user_id uuid, rank text",
    rowsOf: ({ seats }: Draft) =>
      Array.from(seats.values()).flatMap(({ conversationId, userId, before, after }) =>
        before && after && before.rank !== after.rank ? [[conversationId, userId, after.rank]] : [],
      ),
  },
  marks: {
    columns: "id uuid, user_id uuid, delivered int, read int",
    rowsOf: ({ marks }: Draft) =>
      Array.from(marks.values(), (mark) => [mark.conversationId, mark.userId, mark.delivered, mark.read]),
  },
  writers: {
    columns: "id uuid, user_id uuid, step int",
    rowsOf: ({ writers }: Draft) =>
      Array.from(writers.values(), (last) => [last.conversationId, last.senderId, last.step]),
  },
  glances: {
    columns: "conversation_id uuid, thread_id uuid, user_id uuid, read int, step int",
    rowsOf: ({ glances }: Draft) =>
      Array.from(glances.values(), (each) => [
        ...[each.conversationId, each.threadId, each.userId, each.read, each.step],
      ]),
  },
  /** What changed of each; `gone` is whether it is deleted now, `liked` whether there are reactions. */
  changes: {
    columns: `id uuid, conversation_id uuid, change int, body text, metadata jsonb,
      gone boolean, gone_by uuid, liked boolean`,
    rowsOf: ({ changes }: Draft) =>
      Array.from(changes.values(), ({ change, before, after: { message, deletedBy } }) => [
        ...[message.id, message.conversationId, change],
        message.body === before.message.body ? null : message.body,
        message.metadata === before.message.metadata ? null : JSON.stringify(message.metadata),
        message.deletedAt === before.message.deletedAt ? null : message.deletedAt !== null,
        deletedBy,
        message.reactions.length > 0,
      ]),
  },
  /** Of secrets: whether their message is deleted now, and whether it is opened. */
  removals: {
    columns: "id uuid, conversation_id uuid, gone boolean, opened boolean",
    rowsOf: ({ changes }: Draft) =>
      Array.from(changes.values()).flatMap(({ before, after: { message } }) => {
        const secret = secretOf(message);
        if (!secret || !isOtherwise(before.message, message)) return [];
        return [[message.id, message.conversationId, message.deletedAt !== null, Boolean(secret.openedAt)]];
      }),
  },
  revisions: {
    columns: "message_id uuid, conversation_id uuid, change int, body text, edited_by uuid",
    rowsOf: ({ revisions }: Draft) =>
      revisions.map(({ messageId, conversationId, change, body, editedBy }) => [
        ...[messageId, conversationId, change, body, editedBy],
      ]),
  },
  /** What the audit trail tells of. */
  audits: {
    columns: `conversation_id uuid, actor_id uuid, actor_name text, actor_role text, kind text, subject_id text,
      detail jsonb`,
    rowsOf: ({ audits }: Draft) =>
      audits.map(({ conversationId, actorId, actorName, actorRole, kind, subjectId, detail }) => [
        ...[conversationId, actorId, actorName, actorRole, kind, subjectId, JSON.stringify(detail)],
      ]),
  },
  reacting: {
    columns: "message_id uuid, conversation_id uuid, user_id uuid, emoji text, name text",
    rowsOf: (draft: Draft) => difference(draft, "after", "before"),
  },
  unreacting: {
    columns: "message_id uuid, conversation_id uuid, user_id uuid, emoji text, name text",
    rowsOf: (draft: Draft) => difference(draft, "before", "after"),
  },
} satisfies Record<string, { columns: string; rowsOf: (draft: Draft) => unknown[][] }>;
export type ListName = keyof typeof lists;

function isOtherwise(before: Message, after: Message): boolean {
  return before.deletedAt !== after.deletedAt || before.metadata !== after.metadata;
}

/** The reactions that messages have at the one end of a batch and not at the other. */
function difference({ changes }: Draft, one: "before" | "after", other: "before" | "after"): string[][] {
  const isThere = (reactions: Reaction[], emoji: string, userId: string) =>
    reactions.some((each) => each.emoji === emoji && each.people.some((person) => person.userId === userId));
  return [...changes.values()].flatMap(({ [one]: { message }, [other]: { message: beside } }) =>
    message.reactions.flatMap(({ emoji, people }) =>
      people
        .filter(({ userId }) => !isThere(beside.reactions, emoji, userId))
        .map(({ userId, name }) => [message.id, message.conversationId, userId, emoji, name]),
    ),
  );
}

/** The lists as tables to select from, each with its share of the numbered values. */
export class Sources {
  readonly #tables = new Map<ListName, string>();

  constructor(
    given: ListName[],
    readonly isOne: boolean,
  ) {
    let value = 0;
    for (const name of given) {
      const columns = lists[name].columns.split(",").map((column) => column.trim().split(" "));
      const values = columns.map(([, type]) => {
        value += 1;
        return isOne ? `$${value}::${type}` : `$${value}::${type}[]`;
      });
      const rows = isOne ? `(values (${values.join(", ")}))` : `unnest(${values.join(", ")})`;
      this.#tables.set(name, `${rows} as ${name} (${columns.map(([column]) => column).join(", ")})`);
    }
  }

  has(name: ListName): boolean {
    return this.#tables.has(name);
  }

  /** Those of them that there are, where there is one for a conversation. */
  besideTalks(...names: ListName[]): string {
    return names
      .filter((name) => this.has(name))
      .map((name) => `left join ${this.of(name)} on ${name}.id = talks.id`)
      .join("\n  ");
  }

  of(name: ListName): string {
    return this.#tables.get(name) ?? "";
  }
}
