import { insertCast } from "../load/cast.mjs";
import { descriptorsOf, memoryOf } from "./process-size.mjs";
import { Visitor } from "./visitor.mjs";

const CONVERSATIONS = 50;
const AT_ONCE = 4;
const STEPS = 4;
/** From the first half to the second: what is kept per message would show. */
const GROWTH_MAX_MB = 48;
const DESCRIPTORS_MAX = 20;
/** Of one caller in a quarter of an hour: as many as an admin may allow. */
const REQUESTS_MAX = 5_000;
const WATCHED = ["rooms", "database-bridge"];

/** Very many messages and reconnects: what the parts hold is flat, and so are their descriptors. */
export async function talkAndReconnect(scene) {
  const { database, links, isLong, say } = scene;
  const [messages, reconnects] = isLong ? [200_000, 5_000] : [2_000, 100];
  const cast = await insertCast(database, { agents: 1, conversations: CONVERSATIONS });
  const places = cast.conversations.map(({ id, customer }) => ({ person: customer, conversationId: id }));
  if (isLong) await letProgramsGoOn(database, cast.agents[0]);
  const before = descriptors(scene);
  const sizes = [];
  for (let step = 0; step < STEPS; step += 1) {
    const each = Math.ceil(messages / STEPS / CONVERSATIONS);
    await Promise.all([
      ...places.map((place) => talkAlone(links, { ...place, step }, each)),
      comeAndGo(links, { person: cast.agents[0], places }, Math.ceil(reconnects / STEPS)),
    ]);
    sizes.push(sizesOf(scene));
    say(`${((step + 1) * messages) / STEPS} messages: ${tell(sizes.at(-1))}.`);
  }
  judge(scene, sizes);
  await areClosed(scene, before);
}

/** Programs, too, talk all the time; by default they may ask for less in so long. */
async function letProgramsGoOn(database, { userId }) {
  await database.query(
    `insert into site_settings (key, value, changed_by) values ('limit:api', $1, $2) on conflict do nothing`,
    [REQUESTS_MAX, userId],
  );
}

async function talkAlone(links, { step, ...place }, count) {
  const visitor = await Visitor.enter(links, { ...place, name: `${place.person.name}, ${step}` });
  await visitor.sayMany(count, { atOnce: AT_ONCE, words: "on and on" });
  visitor.leave();
}

async function comeAndGo(links, { person, places }, times) {
  for (let n = 0; n < times; n += 1) {
    const { conversationId } = places[n % places.length];
    const visitor = await Visitor.enter(links, { person, conversationId });
    visitor.leave();
  }
}

function judge({ complain }, sizes) {
  for (const name of WATCHED) {
    const grown = sizes.at(-1)[name] - sizes[STEPS / 2 - 1][name];
    if (grown > GROWTH_MAX_MB) complain(`${name} grew by ${Math.round(grown)} MB in the second half`);
  }
}

async function areClosed(scene, before) {
  const isFlat = () => WATCHED.every((name) => descriptors(scene)[name] <= before[name] + DESCRIPTORS_MAX);
  if (!(await scene.until(isFlat))) scene.complain(`descriptors stay open: ${tell(descriptors(scene))}`);
}

function sizesOf({ stack }) {
  return Object.fromEntries(WATCHED.map((name) => [name, memoryOf(stack.parts[name])]));
}

function descriptors({ stack }) {
  return Object.fromEntries(WATCHED.map((name) => [name, descriptorsOf(stack.parts[name])]));
}

function tell(figures) {
  return Object.entries(figures)
    .map(([name, figure]) => `${name} ${Math.round(figure)}`)
    .join(", ");
}
