import { insertCast } from "../load/cast.mjs";
import { Mailbox } from "./mailbox.mjs";
import { roomAddress } from "./room-address.mjs";
import { stampedeOf } from "./stampede.mjs";
import { Tab } from "./tab.mjs";

const AGENTS = 4;
const OPENING_AT_ONCE = 50;

/** G10: all rooms are killed under many sockets. They come back each at a time of its own, and all hear all. */
export async function restartUnderACrowd(scene) {
  const { stack, isLong, complain, say, until } = scene;
  const crowd = await gather(scene, isLong ? 400 : 30);
  try {
    if (!(await until(() => crowd.every(isOnline)))) throw new Error("the crowd did not come in");
    for (const each of crowd) each.dials = [];
    const began = performance.now();
    stack.parts.rooms.kill("SIGKILL");
    await until(() => crowd.every(({ dials }) => dials.length > 0) && crowd.every(isOnline));
    const seconds = (performance.now() - began) / 1_000;
    const stampede = stampedeOf(crowd);
    say(`${crowd.length} sockets were back after ${seconds.toFixed(1)} s; ${stampede.shown}.`);
    if (stampede.isTooMuch) complain(stampede.shown);
    await sayAndHear(scene, crowd);
  } finally {
    for (const { tab } of crowd) tab.kill();
  }
}

async function gather(scene, conversationCount) {
  const { database, links } = scene;
  const cast = await insertCast(database, { agents: AGENTS, conversations: conversationCount });
  const places = cast.conversations.flatMap(({ id: conversationId, customer }) =>
    [customer, ...cast.agents].map((person) => ({
      ...{ conversationId, person, businessId: cast.businessId },
      name: `${person.name} of the crowd at ${conversationId}`,
    })),
  );
  const crowd = [];
  const queue = places.values();
  const lane = async () => {
    for (const place of queue) crowd.push(await open(links, place));
  };
  await Promise.all(Array.from({ length: OPENING_AT_ONCE }, lane));
  return crowd;
}

async function open(links, place) {
  const { product, db, journal } = links;
  const loadHead = () => product.historyHead(db, { ...place, readerId: place.person.userId });
  const onlooker = { ...place, dials: [] };
  onlooker.tab = new Tab({
    ...{ ...place, product, journal, loadHead, head: await loadHead(), mailbox: new Mailbox() },
    address: () => {
      onlooker.dials.push(performance.now());
      return roomAddress({ ...links, site: undefined }, place);
    },
  });
  return onlooker;
}

/** One of each conversation says something, and everybody there shows it. */
async function sayAndHear({ journal, complain, until }, crowd) {
  const said = new Map();
  for (const { conversationId, person, name, tab } of crowd) {
    if (said.has(conversationId)) continue;
    const body = `${name}: is everybody back?`;
    const id = tab.send(body);
    said.set(conversationId, id);
    journal.invoke(id, { seat: { name, conversationId, person }, body });
  }
  const shows = ({ conversationId, tab }) =>
    tab.view.messages.some(({ id }) => id === said.get(conversationId));
  if (!(await until(() => crowd.every(shows)))) complain("not everybody of the crowd heard what was said");
}

function isOnline({ tab }) {
  return tab.view.connection === "online";
}
