import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { expect, onTestFinished, test, vi } from "vitest";
import { restoreBackup } from "../../scripts/backup/restore.mjs";
import { takeBackup } from "../../scripts/backup/take.mjs";
import { freePort } from "../../scripts/stack/ports.mjs";
import { startStack } from "../../scripts/stack.mjs";
import { insertCast } from "../load/cast.mjs";
import { loadProduct } from "../load/product.mjs";
import { FaultyLink } from "./faulty-link.mjs";
import { Journal } from "./journal.mjs";
import { Mailbox } from "./mailbox.mjs";
import { roomAddress } from "./room-address.mjs";
import { Tab } from "./tab.mjs";

const HOST = "127.0.0.1";
/** More than was lost, so that by its number alone the version somebody knows could be one of the new ones. */
const SAID_SINCE = 5;
/** The product is started twice, and a database between. */
const STARTS_WITHIN_MS = 120_000;

test("[F37] restored from an older backup, everybody ends with what the database has, and what they had not sent yet", {
  timeout: STARTS_WITHIN_MS,
}, async () => {
  const world = await openWorld();
  const { customer, agent } = world;
  await agree([customer, agent], [customer.say("before the backup")]);
  const copy = path.join(world.dataDir, "copy");
  await takeBackup({ url: world.stack.databaseUrl, folder: copy });
  await agree([customer, agent], [agent.say("lost, one"), customer.say("lost, two")]);
  const lostAt = customer.tab.view.rev;
  customer.link.goDown();
  const unsent = customer.say("said to a line that is down");

  await world.restart(() =>
    restoreBackup({ settings: {}, dataDir: world.dataDir, folder: copy, now: "now" }),
  );
  const since = [];
  for (let n = 1; n <= SAID_SINCE; n += 1) since.push(agent.say(`since, ${n}`));
  await agree([agent], since);
  customer.link.repair();

  await agree([customer, agent], [...since, unsent]);
  const said = customer.tab.view.messages.filter(({ kind }) => kind !== "system");
  expect(said.map(({ body }) => body)).toEqual([
    "before the backup",
    ...since.map((_, n) => `since, ${n + 1}`),
    "said to a line that is down",
  ]);
  expect(customer.tab.view.rev).toBeGreaterThan(lostAt);
  for (const { tab } of [customer, agent]) {
    const { messages } = await world.head();
    expect(tab.view.messages.map(({ id, seq }) => [id, seq])).toEqual(
      messages.map(({ id, seq }) => [id, seq]),
    );
  }
});

/** Until all of them show these messages, and nothing of theirs waits. */
async function agree(people, ids) {
  const isThere = ({ tab }) =>
    tab.isSettled && ids.every((id) => tab.view.messages.some((message) => message.id === id));
  await vi.waitUntil(() => people.every(isThere), { timeout: 30_000, interval: 20 });
}

/** The product without its site on a folder of its own, and two people in a conversation, each over a line of theirs. */
async function openWorld() {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "servihub restored "));
  onTestFinished(() => fs.rmSync(dataDir, { recursive: true, force: true }));
  const product = await loadProduct();
  const roomsPort = await freePort(HOST);
  let running;
  const start = async () => {
    const stack = await startStack({ dataDir, web: false, demo: false, fsync: false, partyPort: roomsPort });
    const { POSTGRES_URL: url, POSTGRES_WS_PROXY: proxy } = stack.env;
    running = { stack, ...product.openDb({ url, proxy, max: 2 }) };
  };
  const stop = async () => {
    await running.pool.end();
    await running.stack.stop();
  };
  await start();
  onTestFinished(() => stop());

  const { businessId, agents, conversations } = await withClient(running.stack.databaseUrl, (client) =>
    insertCast(client, { agents: 1, conversations: 1 }),
  );
  const [{ id: conversationId, customer }] = conversations;
  const head = (person = customer) =>
    product.historyHead(running.db, { conversationId, businessId, readerId: person.userId });
  const links = { product, ticketSecret: running.stack.env.TICKET_SECRET, roomsPort };
  const seat = async (person) => {
    const link = await new FaultyLink({ host: HOST, port: roomsPort }).listen();
    const tab = new Tab({
      ...{ product, name: person.name, person, head: await head(person), mailbox: new Mailbox() },
      ...{ journal: new Journal(), loadHead: () => head(person) },
      address: () => roomAddress(links, { person, conversationId }, { port: link.port }),
    });
    onTestFinished(() => {
      tab.kill();
      link.close();
    });
    return { tab, link, say: (body) => tab.send(body) };
  };
  return {
    dataDir,
    head,
    customer: await seat(customer),
    agent: await seat(agents[0]),
    get stack() {
      return running.stack;
    },
    async restart(meanwhile) {
      await stop();
      await meanwhile();
      await start();
    },
  };
}

async function withClient(url, use) {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
