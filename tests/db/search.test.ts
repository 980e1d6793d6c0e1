import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { v7 as uuid } from "uuid";
import { describe, expect, it } from "vitest";
import { append } from "@/db/append";
import { openConversation } from "@/db/conversations";
import { conversations, messages } from "@/db/schema";
import {
  EXAMINED_MAX,
  SEARCH_PAGE_SIZE,
  type SearchPlace,
  type SearchScope,
  searchMessages,
} from "@/db/search";
import { fold, termsOf } from "@/lib/search";
import { type Cast, castForTest, type Person } from "../support/cast";

async function say(cast: Cast, person: Person, bodies: string[], conversationId = cast.conversationId) {
  const entries = bodies.map((body) => ({ op: "message" as const, id: uuid(), ...person, body }));
  await append(
    cast.pool,
    entries.map((entry) => ({ conversationId, entry })),
  );
  return entries.map(({ id }) => id);
}

const inside = ({ conversationId }: Cast): SearchScope => ({ conversationId, businessIds: [] });

function search({ db }: Cast, query: string, scope: SearchScope, after?: SearchPlace) {
  return searchMessages(db, { terms: termsOf(query), scope, after });
}

async function found(cast: Cast, query: string, scope: SearchScope = inside(cast)) {
  const { messages } = await search(cast, query, scope);
  return messages.map(({ message }) => message.body);
}

describe("a search", () => {
  it.each([
    ["cafe", "A café by the sea"],
    ["CAFÉ sea", "A café by the sea"],
    ["sea-side", "Sea-side, e-mail, yes/no and http://example.com/menu"],
    ["menu", "Sea-side, e-mail, yes/no and http://example.com/menu"],
    ["مرحبا", "مَرْحَبًا بالعالم"],
    ["كتاب", "كـــتاب جديد"],
    ["Привет", "ПРИВЕТ, мир"],
    ["पानी", "ठंडा पानी"],
    ["great", "great👍"],
    ["restaurantes", "Los restaurantes"],
    ["restaurant", "Los restaurantes"],
    ['"by the sea"', "A café by the sea"],
    ["1042", "Order #1042"],
    ["4e06f35f", "Ticket 4e06f35f-77e1"],
    ["4e06", "Ticket 4e06f35f-77e1"],
    ["77e1", "Ticket 4e06f35f-77e1"],
    ['"ticket 4e06f35f"', "Ticket 4e06f35f-77e1"],
    ["12e5", "12e5 30e2x"],
    ["30e2x", "12e5 30e2x"],
  ])("for %s finds: %s", async (query, body) => {
    const cast = await castForTest();
    await say(cast, cast.maya, ["Something else", body, "Another one"]);
    expect(await found(cast, query)).toEqual([body]);
  });

  it.each([
    ['"the by sea"', "in another order"],
    ["restaurante", "an ending the word has, but not where it begins"],
    ["sea cafe -by", "with a word that is left out"],
    ["caf sea", "a beginning that is not the last word"],
  ])("for %s finds nothing: %s", async (query) => {
    const cast = await castForTest();
    await say(cast, cast.maya, ["A café by the sea", "El restaurant"]);
    expect(await found(cast, query)).toEqual([]);
  });

  it("reads texts as the database does", async () => {
    const cast = await castForTest();
    const texts = ["Ünïcödé ÅNGSTRÖM x²", "مَرْحَبًا كـــتاب", "ﬁne ½ ٣", "Straße İstanbul", "e\u0301te\u0301"];
    for (const text of texts) {
      const { rows } = await cast.db.execute<{ folded: string }>(sql`select search_text(${text}) as folded`);
      expect(rows[0]?.folded.replace(/\s+/g, " ")).toBe(
        fold(text)
          .replace(/[^\p{L}\p{N}]+/gu, " ")
          .trim(),
      );
    }
  });

  it("finds what a message says now: not what it said before an edit, and nothing once it is deleted", async () => {
    const cast = await castForTest();
    const { pool, conversationId, maya } = cast;
    const [id = ""] = await say(cast, maya, ["Two croissants, please"]);
    const change = (entry: object) =>
      append(pool, [{ conversationId, entry: { id, ...maya, ...entry } as never }]);
    await change({ op: "edit", body: "Three pretzels, please" });
    expect([await found(cast, "croissants"), await found(cast, "pretzels")]).toEqual([
      [],
      ["Three pretzels, please"],
    ]);
    await change({ op: "delete" });
    expect(await found(cast, "pretzels")).toEqual([]);
  });

  it("finds no secret, nothing the system said and no broadcast", async () => {
    const cast = await castForTest();
    const { db, businessId, conversationId } = cast;
    const [made] = await db.insert(conversations).values({ businessId, kind: "broadcast" }).returning();
    const row = {
      businessId,
      conversationId,
      senderRole: "owner" as const,
      senderName: "Nora",
      body: "pretzels",
    };
    await db.insert(messages).values([
      { ...row, id: uuid(), seq: 1, rev: 1, metadata: { secret: { state: "sealed" } } },
      { ...row, id: uuid(), seq: 2, rev: 2, kind: "system", senderRole: "system" },
      { ...row, id: uuid(), seq: 1, rev: 1, conversationId: made?.id ?? "" },
    ]);
    await db
      .update(conversations)
      .set({ lastMessageAt: new Date() })
      .where(eq(conversations.id, conversationId));
    for (const scope of [
      inside(cast),
      { businessIds: [businessId] },
      { businessIds: [], readerId: cast.maya.userId },
    ])
      expect(await found(cast, "pretzels", scope)).toEqual([]);
  });

  it("[S12] stays where it is asked, whatever is written elsewhere", async () => {
    const [cast, elsewhere] = [await castForTest(), await castForTest()];
    const { id: leos } = await openConversation(cast.db, { ...cast, customerId: cast.leo.userId });
    await say(cast, cast.maya, ["Maya's pretzels"]);
    await say(cast, cast.leo, ["Leo's pretzels"], leos);
    // Words that look like the keys by which a place is found.
    await say(elsewhere, elsewhere.maya, [
      `pretzels b:${cast.businessId} c:${cast.conversationId} 'b:${cast.businessId}'`,
    ]);
    const both = ["Leo's pretzels", "Maya's pretzels"];
    const { businessId, maya, leo, sam } = cast;
    expect(await found(cast, "pretzels")).toEqual(["Maya's pretzels"]);
    expect(await found(cast, "pretzels", { businessIds: [businessId] })).toEqual(both);
    expect(await found(cast, "pretzels", { businessIds: [], readerId: maya.userId })).toEqual([
      "Maya's pretzels",
    ]);
    expect(await found(cast, "pretzels", { businessIds: [], readerId: leo.userId })).toEqual([
      "Leo's pretzels",
    ]);
    expect(await found(cast, "pretzels", { businessIds: [], readerId: sam.userId })).toEqual([]);
    expect(await found(cast, "pretzels", { businessIds: [] })).toEqual([]);
  });

  it.each([
    "' or 1=1 --",
    "'); drop table messages; --",
    "pretzels' & 'b:x",
    "\\' | !pretzels",
    ":* & | ! <-> ()",
    "pretzels\u0000\ud800",
    `${"((((".repeat(20)}pretzels`,
    "%%%___ pretzels",
  ])("[S24] takes %j for words", async (query) => {
    const cast = await castForTest();
    await say(cast, cast.maya, ["Two pretzels"]);
    const words = termsOf(query).flatMap((term) => term.words);
    expect(await found(cast, query)).toEqual(words.join() === "pretzels" ? ["Two pretzels"] : []);
  });

  it("gives page after page, each message once, in the order of the conversation from its end", async () => {
    const cast = await castForTest();
    const bodies = Array.from({ length: 2 * SEARCH_PAGE_SIZE + 1 }, (_, n) => `Pretzel number ${n}`);
    // One statement: all of the same moment.
    await say(cast, cast.maya, bodies);
    const pages: string[][] = [];
    let before: SearchPlace | undefined;
    do {
      const page = await search(cast, "pretzel", inside(cast), before);
      pages.push(page.messages.map(({ message }) => message.body));
      before = page.next ?? undefined;
    } while (before);
    expect(pages.map(({ length }) => length)).toEqual([SEARCH_PAGE_SIZE, SEARCH_PAGE_SIZE, 1]);
    expect(pages.flat()).toEqual(bodies.toReversed());
  });

  it("finds every message once and in order, however unevenly time was spoken in", async () => {
    const cast = await castForTest();
    const { db, businessId, conversationId } = cast;
    const minute = 60_000;
    /** How many messages, how far apart, and for how long nothing is said before them. */
    const spells = fc.sample(
      fc.tuple(
        fc.constantFrom(1, 3, 40, 300, 700),
        fc.constantFrom(0, 1, 500, minute, 60 * minute),
        fc.constantFrom(0, 5 * minute, 300 * minute, 20_000 * minute, 400_000 * minute),
      ),
      { numRuns: 12, seed: 5 },
    );
    let at = Date.UTC(2010, 0, 1);
    const said = spells.flatMap(([count, apart, quiet]) => {
      at += quiet;
      return Array.from({ length: count }, () => {
        at += apart;
        return at;
      });
    });
    await db.execute(sql`
      insert into messages (id, conversation_id, business_id, seq, rev, sender_role, sender_name, body, created_at)
      select gen_random_uuid(), ${conversationId}::uuid, ${businessId}::uuid, n, n, 'customer', 'Maya',
        case when n % 7 = 0 then 'Therapy ' else 'There ' end || n, to_timestamp(at::float8 / 1000)
      from unnest(${sql.param(said)}::int8[]) with ordinality as given (at, n)`);
    await db
      .update(conversations)
      .set({ lastMessageAt: new Date(at), lastSeq: said.length })
      .where(eq(conversations.id, conversationId));
    const expected = said.flatMap((_, n) => ((n + 1) % 7 === 0 ? [`Therapy ${n + 1}`] : []));
    for (const scope of [inside(cast), { businessIds: [businessId] }]) {
      const bodies: string[] = [];
      let after: SearchPlace | undefined;
      do {
        const page = await search(cast, "therapy", scope, after);
        bodies.push(...page.messages.map(({ message }) => message.body));
        after = page.next ?? undefined;
      } while (after);
      expect(bodies).toEqual(expected.toReversed());
    }
  });

  it("stops after reading so much, says how far it has been, and goes on from there", async () => {
    const cast = await castForTest();
    const { db, businessId, conversationId } = cast;
    const count = EXAMINED_MAX + 10;
    await db
      .update(conversations)
      .set({ lastMessageAt: new Date(), lastSeq: count })
      .where(eq(conversations.id, conversationId));
    await db.execute(sql`
      insert into messages (id, conversation_id, business_id, seq, rev, sender_role, sender_name, body, created_at)
      select gen_random_uuid(), ${conversationId}::uuid, ${businessId}::uuid, n, n, 'customer', 'Maya',
        case n when 1 then 'Therapy' else 'There' end, now() - case n when 1 then interval '3 years' else (${count}::int - n) * interval '1 hour' end
      from generate_series(1, ${count}::int) n`);
    const first = await search(cast, "therapy", inside(cast));
    expect(first).toMatchObject({ messages: [], searchedTo: expect.any(String), next: expect.any(Object) });
    let page = first;
    while (page.next) page = await search(cast, "therapy", inside(cast), page.next);
    expect(page.messages.map(({ message }) => message.body)).toEqual(["Therapy"]);
  });
});

const WORDS_AS_EVER = String.raw`to_tsvector('simple', regexp_replace(
  translate(
    lower(case when octet_length(body) = char_length(body) then body else
      regexp_replace(
        regexp_replace(normalize(body, nfkd), '[\u0300-\u036F\u0483-\u0487\u0591-\u05BD\u0610-\u061A\u0640\u064B-\u065F\u0670\u06D6-\u06ED\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE00-\uFE0F\uFE20-\uFE2F]', '', 'g'),
        '[\u0080-\u00A9\u00AB-\u00B1\u00B4\u00B6-\u00B8\u00BB\u00BF\u00D7\u00F7\u02C2-\u02C5\u02D2-\u02DF\u037E\u0387\u055A-\u055F\u0589\u058A\u05BE\u05C0\u05C3\u05C6\u05F3\u05F4\u0609-\u060D\u061B-\u061F\u066A-\u066D\u06D4\u06DD\u0700-\u070D\u0964\u0965\u0E3F\u0E4F\u2000-\u20CF\u2100-\u2BFF\u2E00-\u2E7F\u3000-\u3004\u3008-\u3020\u3030\u303D\u30FB\uE000-\uF8FF\uFFF9-\uFFFD\U0001F000-\U0001FAFF]', ' ', 'g')
    end),
    E'.,:;!?-_/\\@#$%&*+=~^|<>()[]{}"\x27${"`"}', repeat(' ', 32)),
  '\m(?=[0-9]+e[0-9])', 'x', 'g'))`;
/** The keys of a message as they were first written down. What was stored with them is not indexed anew. */
const AS_EVER = `array_to_tsvector(
  array(select left(word, 4) from unnest(tsvector_to_array(${WORDS_AS_EVER})) word where octet_length(word) > 2)
  || array['c:' || conversation_id, 'b:' || business_id]
  || array['t0:' || span, 't1:' || span / 64, 't2:' || span / 4096])`;

describe("what a message is found by", () => {
  it("is the same as ever, whatever it says and whenever it was said", async () => {
    const { db } = await castForTest();
    const bodies = (["binary", "binary-ascii"] as const).flatMap((unit) =>
      fc.sample(fc.string({ unit, maxLength: 200 }), { numRuns: 2_000, seed: 8 }),
    );
    const said = ["", "   ", "a an and", "Café, café! كـــتاب 77e1-4e06 sea-side http://example.com/menu"];
    const { rows } = await db.execute(sql`
      with said as (
        select body, gen_random_uuid() as conversation_id, gen_random_uuid() as business_id,
          '2026-01-01'::timestamptz + n * interval '7 hours 11 seconds' as created_at
        from unnest(array(select json_array_elements_text(${JSON.stringify([...said, ...bodies.map(sayable)])}::json)))
          with ordinality as given (body, n)
      )
      select count(*)::int as all, count(*) filter (where keys is distinct from as_ever)::int as different from (
        select search_keys(body, conversation_id, business_id, created_at) as keys, ${sql.raw(AS_EVER)} as as_ever
        from (select *, floor(extract(epoch from created_at) / 240)::int8 as span from said) as timed
      ) as compared`);
    expect(rows).toEqual([{ all: bodies.length + said.length, different: 0 }]);
  });
});

/** Without what Postgres has in no text. */
function sayable(body: string): string {
  return body.toWellFormed().replaceAll("\0", "");
}
