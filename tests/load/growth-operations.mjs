/** So many conversations does each operation look at, that no single one is what is measured. */
const TARGETS_MAX = 50;
/** How far down the deep page of a list lies, where a whole page is left there. */
const DEPTH = 0.9;
/** As in lib/protocol. */
const HISTORY_PAGE_SIZE = 50;
const LIST_PAGE_SIZE = 30;
/** In the conversations that are filled in: a customer and an agent, and who else has read. */
const PARTICIPANTS_MAX = 3;

/** What finding a conversation and the place in an index may take, however deep the trees are. */
const FINDING_PAGES = 16;
const page = (rows, pagesPerRow) => Math.ceil(rows * pagesPerRow) + FINDING_PAGES;
/** A message lies on one page of the table, and an index has room for many on one of its own. */
const historyOf = (rows) => page(rows, 1.05);
/** Each conversation of a list is found first and looked up then, with a customer, a business and how far somebody has read. */
const listOf = (rows) => page(rows, 16);
/** In an inbox notes may have named who looks. */
const inboxOf = (rows) => page(rows, 20);
/** As many messages as a search reads before it stops, those of its last window, and the places in the index. */
const SEARCHING_PAGES = 6_000;

/**
 * The reads that people wait for, `[{ name, pagesMax, targets, ask(db, target) }]`, as the product makes them:
 * `product` has its functions by name. Unread counts have no query of their own; they come with the lists.
 */
export async function readsIn(client, product) {
  const { long, ordinary, agent, customer, inboxDeep, chatsDeep } = await targetsIn(client);
  const before = (seqOf) => (db, talk) => product.historyPage(db, { ...talk, beforeSeq: seqOf(talk) });
  const after = (revOf) => (db, talk) => product.changesSince(db, { ...talk, after: revOf(talk) });
  const read = (name, pagesMax, targets, ask) => ({ name, pagesMax, targets, ask });
  const view = { status: "open", sort: "newest" };
  const inbox = { businessId: agent.businessId, readerId: agent.userId, view };
  const chats = { customerId: customer.userId };
  const history = historyOf(HISTORY_PAGE_SIZE);
  const list = listOf(LIST_PAGE_SIZE + 1);
  const few = page(PARTICIPANTS_MAX, 8);
  const searched = (query, scopeOf) => (db, target) =>
    product.searchMessages(db, {
      ...{ terms: product.termsOf(query), scope: { businessIds: [], ...scopeOf(target) } },
    });
  const inInbox = ({ businessId }) => ({ businessIds: [businessId] });
  const inChats = ({ userId }) => ({ readerId: userId });
  const inTalk = ({ conversationId }) => ({ conversationId });
  return [
    read("first page", history, ordinary, product.historyHead),
    read("first page of a long one", history, long, product.historyHead),
    read(
      "older page, from the middle",
      history,
      long,
      before(({ seq }) => Math.floor(seq / 2)),
    ),
    read(
      "older page, from the start",
      history,
      long,
      before(() => HISTORY_PAGE_SIZE + 1),
    ),
    read("one message", FINDING_PAGES, long, product.messageById),
    read(
      "resume, nothing missed",
      FINDING_PAGES,
      long,
      after(({ seq }) => seq),
    ),
    read(
      "resume, 20 missed",
      historyOf(20),
      long,
      after(({ seq }) => seq - 20),
    ),
    read(
      "resume, 500 missed",
      historyOf(500),
      long,
      after(({ seq }) => seq - 500),
    ),
    read(
      "resume, all missed",
      FINDING_PAGES,
      long,
      after(() => 0),
    ),
    read("inbox with unread counts", inboxOf(LIST_PAGE_SIZE + 1), [inbox], product.inboxPage),
    read(
      "inbox, deep page",
      inboxOf(LIST_PAGE_SIZE + 1),
      [{ ...inbox, before: { at: inboxDeep.lastMessageAt, id: inboxDeep.id } }],
      product.inboxPage,
    ),
    read("customer's chats", list, [chats], product.chatsPage),
    read("customer's chats, deep page", list, [{ ...chats, before: chatsDeep }], product.chatsPage),
    read("news for a list", listOf(1), ordinary, (db, talk) =>
      product.summariesOf(db, [talk.conversationId]),
    ),
    read("a room opens", few, ordinary, (db, talk) => product.snapshotOf(db, talk.conversationId)),
    read("who takes part", few, ordinary, product.peopleOf),
    // With the places of who asks and of the business, either of whom may be suspended.
    read("may this agent enter", page(2, 4), ordinary, (db, talk) =>
      product.accessTo(db, { ...talk, ...agent }),
    ),
    read("the open conversation", FINDING_PAGES, ordinary, product.findConversation),
    read("search an inbox, a common word", SEARCHING_PAGES, [agent], searched("table", inInbox)),
    read("search an inbox, a rare word", SEARCHING_PAGES, [agent], searched("reservation", inInbox)),
    read(
      "search an inbox, a word like a common one",
      SEARCHING_PAGES,
      [agent],
      searched("tabletop", inInbox),
    ),
    read("search an inbox, a word nobody wrote", SEARCHING_PAGES, [agent], searched("zeppelin", inInbox)),
    read("search one's own chats, a common word", SEARCHING_PAGES, [customer], searched("table", inChats)),
    read(
      "search one's own chats, a rare word",
      SEARCHING_PAGES,
      [customer],
      searched("reservation", inChats),
    ),
    read("search a long conversation, a common word", SEARCHING_PAGES, long, searched("table", inTalk)),
    read("search a long conversation, a rare word", SEARCHING_PAGES, long, searched("reservation", inTalk)),
    read("search an ordinary one, a phrase", SEARCHING_PAGES, ordinary, searched('"good morning"', inTalk)),
  ];
}

/** Conversations to write in, which no later filling goes on with. */
export async function quietConversations(client, count) {
  const { rows } = await client.query(
    `select id, customer_id as "customerId", agent_id as "agentId" from growth.talk
     where is_busy and not is_long order by md5(id::text) limit $1`,
    [count],
  );
  return rows;
}

async function targetsIn(client) {
  const talks = (where) =>
    client.query(
      `select t.id as "conversationId", t.business_id as "businessId", t.customer_id as "customerId",
         c.last_seq as seq, m.id as "messageId"
       from growth.talk t join conversations c on c.id = t.id
       join messages m on m.conversation_id = c.id and m.seq = c.last_seq / 2
       where is_busy and length > ${HISTORY_PAGE_SIZE} and ${where} order by md5(c.id::text) limit ${TARGETS_MAX}`,
    );
  const deep = async (column, whose) => {
    const { rows } = await client.query(
      `with list as (select id, last_message_at from conversations
         where ${column} = $1 and kind = 'direct' and status = 'open')
       select * from list order by last_message_at desc, id desc
       offset (select least(count(*) * ${DEPTH}, count(*) - ${LIST_PAGE_SIZE + 2}) from list) limit 1`,
      [whose],
    );
    const [{ id, last_message_at: at }] = rows;
    return { id, lastMessageAt: at.toISOString() };
  };
  const named =
    await client.query(`select growth.id_of('business 0') as business, growth.id_of('agent 0') as agent,
    growth.id_of('customer 0') as customer`);
  const [{ business, agent, customer }] = named.rows;
  return {
    long: (await talks("is_long")).rows,
    ordinary: (await talks("not is_long")).rows,
    agent: { businessId: business, userId: agent },
    customer: { userId: customer },
    inboxDeep: await deep("business_id", business),
    chatsDeep: await deep("customer_id", customer),
  };
}
