import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

const CLEAR_EVERY_MS = 500;
const AGENT = "sam@harbor.example";

/**
 * [S24] What comes from outside and ends in SQL: words, ids, cursors, numbers and names, in queries, paths, bodies and
 * heads. Limits are taken away meanwhile, or all that would be probed is them.
 */
export async function probeForInjection({ product: { stack }, folder, say }) {
  const [site] = stack.webUrls;
  const stop = keepClearingLimits(stack.env);
  try {
    const { token, place } = await signIn(site);
    const found = [];
    for (const { method = "GET", path: where, body } of targets(place)) {
      const args = [
        ...["-u", `${site}${where}`, "--method", method],
        ...(body ? ["--data", JSON.stringify(body)] : []),
        "--headers",
        `Authorization: Bearer ${token}\nContent-Type: application/json`,
        ...["--batch", "--dbms", "postgresql", "--level", "2", "--risk", "2", "--threads", "4"],
        ...["--timeout", "10", "--retries", "1", "--disable-coloring", "--flush-session", "--skip-waf"],
        ...["--output-dir", path.join(folder, "sqlmap"), "--ignore-code", "400,401,403,404,409,413,429"],
      ];
      const said = await run("sqlmap", args);
      // What only appears so at first it looks at again itself, and says at the end what came of it.
      const injectable = /identified the following injection point/i.test(said);
      const isProbed = /all tested parameters do not appear to be injectable/.test(said);
      say(`${method} ${where}: ${injectable ? "INJECTABLE" : isProbed ? "not injectable" : "not probed"}`);
      if (injectable || !isProbed)
        found.push(`${method} ${where}\n${said.split("\n").slice(-12).join("\n")}`);
    }
    return found;
  } finally {
    stop();
  }
}

/** What is marked by `*` is probed; where nothing is, every value is. */
function targets({ businessId, conversationId, messageId }) {
  return [
    { path: "/?q=coffee" },
    { path: `/api/search?q=coffee&businessId=${businessId}` },
    { path: `/api/conversations?businessId=${businessId}&status=open&sort=newest&limit=10` },
    { path: "/api/conversations?cursor=abc*" },
    { path: `/api/conversations/${conversationId}*` },
    { path: `/api/conversations/${conversationId}/messages?after_seq=1&limit=10` },
    { path: `/api/conversations/${conversationId}/messages/${messageId}*` },
    { path: `/api/conversations/${conversationId}/changes?after=1` },
    { path: "/api/businesses/harbor-coffee*" },
    { path: "/b/harbor-coffee*" },
    { path: "/b/harbor-coffee/news?before=1" },
    { method: "POST", path: "/api/auth/login", body: { email: "maya@example.com", password: "wrong" } },
    { method: "POST", path: "/api/conversations", body: { business: "harbor-coffee" } },
    { method: "POST", path: "/api/tickets", body: { conversationId } },
    {
      method: "POST",
      path: `/api/conversations/${conversationId}/messages`,
      body: { body: "What is said to a database" },
    },
    { method: "PUT", path: `/api/conversations/${conversationId}`, body: { priority: 2, tags: [] } },
  ];
}

async function signIn(site) {
  const ask = async (where, options) => (await fetch(`${site}${where}`, options)).json();
  const { accessToken: token } = await ask("/api/auth/login", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: AGENT, password: "servihub-demo" }),
  });
  const options = { headers: { authorization: `Bearer ${token}` } };
  const [{ id: businessId }] = (await ask("/api/me", options)).businesses;
  const { conversations } = await ask(`/api/conversations?businessId=${businessId}`, options);
  const conversationId = conversations[0].id;
  const { messages } = await ask(`/api/conversations/${conversationId}/messages`, options);
  return { token, place: { businessId, conversationId, messageId: messages.at(-1).id } };
}

function keepClearingLimits({ UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token }) {
  const script = "for _, key in ipairs(redis.call('keys', 'limit:*')) do redis.call('del', key) end";
  const timer = setInterval(() => {
    fetch(url, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify(["EVAL", script, "0"]),
    }).catch(() => {});
  }, CLEAR_EVERY_MS);
  return () => clearInterval(timer);
}

async function run(program, args) {
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (text) => {
      said += text;
    });
  }
  await once(child, "close");
  return said;
}
