import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { type AxiosResponse, type Document, OpenAPIClientAxios } from "openapi-client-axios";

const PASSWORD = "servihub-demo";
const run = promisify(execFile);

type Address = Record<string, string | number> | null;
type Ask = (name: string, address?: Address, body?: object) => Promise<AxiosResponse>;

/** A client that somebody else's program makes of the document, signed in as one of the cast. */
async function clientFor(document: Document, baseURL: string, email?: string): Promise<Ask> {
  const api = new OpenAPIClientAxios({ definition: document, withServer: { url: baseURL } });
  const client = await api.getClient();
  client.defaults.validateStatus = () => true;
  const ask: Ask = async (name, address = null, body) => {
    const operation = client[name];
    if (!operation) throw new Error(`The document tells of nothing that is called ${name}`);
    return operation(address ?? undefined, body);
  };
  if (email === undefined) return ask;
  const { data } = await ask("signIn", null, { email, password: PASSWORD });
  client.defaults.headers.common.authorization = `Bearer ${data.accessToken}`;
  return ask;
}

test("a client made of the document holds a whole conversation", async ({ request, baseURL: site }) => {
  const baseURL = site ?? "";
  const document: Document = await (await request.get("/api/openapi.json")).json();
  const aiko = await clientFor(document, baseURL, "aiko@example.com");
  const june = await clientFor(document, baseURL, "june@northside.example");
  const { id } = (await aiko("openConversation", null, { business: "northside-bikes" })).data;
  const asked = { id: randomUUID(), body: `Is the blue one still there? ${randomUUID()}` };
  const first = await aiko("sendMessage", { id }, asked);
  const again = await aiko("sendMessage", { id }, asked);
  expect([first.status, again.status]).toEqual([201, 200]);
  expect(again.data).toEqual(first.data);

  const heard = await june("listMessages", { id, after_seq: first.data.seq - 1, limit: 1 });
  expect(heard.data).toEqual({ messages: [first.data], hasMore: false });
  const answer = await june("sendMessage", { id }, { body: "It is.", replyTo: asked.id });
  expect([answer.status, answer.data.senderRole]).toEqual([201, "agent"]);
  const { data: page } = await aiko("listMessages", { id, after_seq: first.data.seq });
  expect(page.messages.at(-1)).toEqual(answer.data);

  const leo = await clientFor(document, baseURL, "leo@example.com");
  const refused = await leo("listMessages", { id });
  expect([refused.status, refused.data.error.code]).toEqual([404, "not-found"]);
  expect(refused.data.error.requestId).toBe(refused.headers["x-request-id"]);
  expect((await aiko("signOut", null, {})).status).toBe(200);
  expect((await aiko("me")).status).toBe(401);
});

test("what docs/API.md says to type works as it stands there", async ({ baseURL }) => {
  const hasCurl = await run("curl", ["--version"]).then(
    () => true,
    () => false,
  );
  test.skip(!hasCurl, "curl is not on this machine");
  const blocks = [...fs.readFileSync("docs/API.md", "utf8").matchAll(/```sh\n([^`]+)```/g)];
  const lines = blocks.map(([, block]) => block).join("");
  expect(lines.match(/^curl|\$\(curl/gm)?.length).toBeGreaterThan(2);
  const script = `set -euo pipefail\n${lines.replaceAll("http://localhost:3000", baseURL ?? "")}`;
  const { stdout } = await run("bash", ["-c", script], { timeout: 60_000 });
  const said: unknown[] = stdout
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line));
  expect(said.at(-1)).toMatchObject({ body: "Hello from the API", senderRole: "customer" });
  for (const answer of said) expect(answer).not.toHaveProperty("error");
});
