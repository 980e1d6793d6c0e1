import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { notesIdOf } from "../../../lib/work";
import { actions, pages, routes, type Thing } from "./doors";
import { actionsOfBuild, answerOf, callAction, type Role } from "./intruders";
import type { Scene } from "./scene";

/** Whom a business tells nothing of what it notes: its own customer among them. */
const outside: Role[] = ["maya", "leo", "guest", "stranger", "june"];

/** Every page, as it is and as React asks for it, every route and every action, looked through for what is the business's alone. */
export function testUnseen(stage: () => Scene) {
  test("[S15] [N1] nothing that is served to customers, guests and strangers holds a word or an id of a note", async () => {
    test.slow();
    const { mayas, env } = stage();
    const notesId = notesIdOf(mayas.conversationId);
    const { words, ids } = await noted(stage(), notesId);
    const ofBusiness = await (await stage().as.sam.get(`/inbox/${mayas.conversationId}`)).text();
    // What this looks for is there to be found.
    expect(words.filter((word) => ofBusiness.includes(word)).length).toBeGreaterThan(0);
    for (const role of outside) {
      for (const thing of [mayas, { ...mayas, conversationId: notesId }])
        for await (const { door, asked, told } of served(stage(), role, thing, words[0] ?? ""))
          expect({ role, door, told: found([...words, ...ids], told, asked) }).toEqual({
            role,
            door,
            told: [],
          });
    }
    const outbox = path.join(String(env.DATA_DIR), "outbox");
    const mails = fs.existsSync(outbox) ? fs.readdirSync(outbox).map((name) => path.join(outbox, name)) : [];
    for (const mail of mails.map((file) => fs.readFileSync(file, "utf8")))
      if (/maya@example|leo@example/.test(mail)) expect(found([...words, ...ids], mail, "")).toEqual([]);
  });
}

/** What somebody asked for may come back to them: that tells them nothing. */
const found = (secrets: string[], told: string, asked: string) =>
  secrets.filter((each) => told.includes(each) && !asked.includes(each));

/** What Sam and Nora note, keep, plan and put on about Maya; in all of it are words that are nowhere else. */
async function noted({ as, mayas }: Scene, notesId: string): Promise<{ words: string[]; ids: string[] }> {
  const { conversationId, businessId } = mayas;
  const words: string[] = [];
  const word = () => {
    words.push(`zz${randomUUID().slice(0, 8)}`);
    return words.at(-1) ?? "";
  };
  const [noteId, laterId] = [randomUUID(), randomUUID()];
  const asks = async (role: Role, name: string, asked: object): Promise<unknown> => {
    const action = actionsOfBuild().get(`app/inbox/actions.ts#${name}`) ?? { id: "", page: "/" };
    const answer = await answerOf(await callAction(as[role], action, asked));
    expect([name, answer]).toMatchObject([name, { ok: true }]);
    return Object(answer).value;
  };
  const note = { id: noteId, body: `${word()} coffee https://example.com/${word()}` };
  const told = await as.sam.post(`/api/conversations/${notesId}/messages`, { data: note });
  expect(told.status()).toBe(201);
  const tag = Object(await asks("nora", "newTag", { businessId, name: word(), color: "moss" }));
  const conversationIds = [conversationId];
  await asks("sam", "setWork", { conversationIds, wish: { tag: { id: tag.id, on: true }, priority: 3 } });
  await asks("sam", "tagOfCustomer", { conversationId, tagId: tag.id, on: true });
  const customer = Object(await asks("sam", "customerOfConversation", { conversationId }));
  await asks("sam", "noteOfCustomer", { conversationId, text: word(), rev: customer.note.rev });
  const sendAt = new Date(Date.now() + 24 * 3_600_000).toISOString();
  await asks("sam", "planLater", { conversationId, id: laterId, body: word(), sendAt, basedOnSeq: 1 });
  const draft = { conversationId, mode: "note", body: word(), rev: 0 };
  expect((await as.sam.post("/api/drafts", { data: draft })).status()).toBe(200);
  return { words, ids: [notesId, noteId, laterId, tag.id] };
}

/** All that there is to ask for, as one of those who might. */
async function* served({ as }: Scene, role: Role, thing: Thing, word: string) {
  const reader = as[role];
  const addresses = Object.entries(pages).flatMap(([name, page]) => {
    if (typeof page !== "string") return [page.path(thing)];
    return name.includes("[") || page === "in development" ? [] : [name];
  });
  for (const address of addresses)
    for (const headers of [undefined, { rsc: "1" }]) {
      const told = await (await reader.get(address, { ...(headers && { headers }), maxRedirects: 0 })).text();
      yield { door: `page ${address}`, asked: address, told };
    }
  for (const [name, doors] of Object.entries(routes))
    for (const door of doors) {
      const [method = "GET", route = "/"] = name.split(" ");
      const { path: address = route, asked } = door.ask(thing);
      const response = await reader.fetch(address, { method, ...(asked !== undefined && { data: asked }) });
      yield { door: name, asked: address + JSON.stringify(asked), told: await response.text() };
    }
  const address = `/api/search?q=${word}`;
  yield { door: "search", asked: word, told: await (await reader.get(address)).text() };
  for (const [name, door] of Object.entries(actions)) {
    const { asked } = door.ask(thing);
    const action = actionsOfBuild().get(name) ?? { id: "", page: "/" };
    const told = await (await callAction(reader, action, asked)).text();
    yield { door: name, asked: JSON.stringify(asked), told };
  }
}
