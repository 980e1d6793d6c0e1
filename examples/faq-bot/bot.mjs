import fs from "node:fs";
import http from "node:http";
import { fileURLToPath } from "node:url";
import { api } from "./api.mjs";
import { readFaq } from "./faq.mjs";
import { isSigned } from "./signature.mjs";

const BODY_BYTES_MAX = 1024 * 1024;
/** What was asked is kept for as long as it may be asked again. */
const SEEN_MAX = 1_000;

/**
 * Answers what customers of one business ask from its saved questions, and hands over what it does not know. It says at
 * once that it was asked, and answers afterwards.
 */
export function startBot({ secret, token, apiUrl, faq, port = 0, host = "127.0.0.1", say = console.log }) {
  const chat = api({ url: apiUrl, token });
  const seen = new Set();

  async function heed({ conversation, message }) {
    // Whether they see it or not, the answer comes.
    await chat.typing(conversation.id).catch(() => {});
    const answer = faq.answerTo(message.body);
    if (answer === null) await chat.handOver(conversation.id);
    else await chat.answer(conversation.id, message.id, answer);
    say(JSON.stringify({ asked: message.id, is: answer === null ? "handed over" : "answered" }));
  }

  async function hear(request, response) {
    const body = await bodyOf(request);
    if (body === null) return response.writeHead(413).end();
    if (!isSigned(request.headers, body, secret)) return response.writeHead(401).end();
    const { type, data } = JSON.parse(body);
    const id = request.headers["webhook-id"];
    if (type !== "message.asked" || seen.has(id)) return response.writeHead(type ? 202 : 400).end();
    seen.add(id);
    if (seen.size > SEEN_MAX) seen.delete(seen.values().next().value);
    response.writeHead(202).end();
    // Where it fails, a person is told within a minute.
    await heed(data).catch((error) => say(JSON.stringify({ asked: data.message.id, failed: error.message })));
  }

  const server = http.createServer((request, response) => {
    hear(request, response).catch((error) => {
      say(JSON.stringify({ failed: error.message }));
      if (!response.headersSent) response.writeHead(500).end();
    });
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve({ port: server.address().port, stop: () => server.close() }));
  });
}

/** `null` where it is longer than anything that it is asked. */
async function bodyOf(request) {
  const pieces = [];
  let bytes = 0;
  for await (const piece of request) {
    bytes += piece.length;
    if (bytes > BODY_BYTES_MAX) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}

if (process.argv[1] && fs.realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { BOT_SECRET: secret, BOT_TOKEN: token, API_URL: apiUrl, FAQ_FILE, PORT = "8787" } = process.env;
  if (!secret || !token || !apiUrl) throw new Error("Set BOT_SECRET, BOT_TOKEN and API_URL: see README.md");
  const file = FAQ_FILE ?? fileURLToPath(new URL("faq.md", import.meta.url));
  const faq = readFaq(fs.readFileSync(file, "utf8"));
  const { port } = await startBot({ secret, token, apiUrl, faq, port: Number(PORT) });
  console.log(`The bot is asked at http://127.0.0.1:${port}/`);
}
