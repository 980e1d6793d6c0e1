/** The path of a message by the public API, for a page or a program alike. Copy it and make it yours. */

const SIGN_EVERY_MS = 30_000;
const AGAIN_AFTER_MS = 1_000;

/** Signs in. What it gives back asks the API as that person: `ask(method, path, body)`. */
export async function signIn(site, { email, password }) {
  let tokens = await request(site, "POST", "/api/auth/login", { email, password });
  return async (method, path, body) => {
    const { accessToken, refreshToken } = tokens;
    try {
      return await request(site, method, path, body, accessToken);
    } catch (error) {
      if (error.code !== "unauthorized") throw error;
      // An access token holds for a quarter of an hour; what comes with it gives the next.
      tokens = await request(site, "POST", "/api/auth/refresh", { refreshToken });
      return request(site, method, path, body, tokens.accessToken);
    }
  };
}

/** Throws an error with the `code` of a refusal. */
async function request(site, method, path, body, accessToken) {
  const response = await fetch(new URL(path, site), {
    method,
    headers: {
      ...(body && { "content-type": "application/json" }),
      ...(accessToken && { authorization: `Bearer ${accessToken}` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const answer = await response.json();
  if (response.ok) return answer;
  const { code, message } = answer.error;
  throw Object.assign(new Error(`${method} ${path}: ${code}, ${message}`), { code });
}

/**
 * Hears a conversation, from a version on: what was missed since, then what happens. A new ticket each time, and again
 * whenever the line breaks, from where it was. Gives back what ends it.
 */
export function listen(ask, { conversationId, after }, hear) {
  let known = after;
  let isLive = false;
  let isOver = false;
  let socket;
  const say = (command) => socket.send(JSON.stringify(command));
  // Who says nothing for 150 s may be taken to have left.
  const sign = setInterval(
    () => socket?.readyState === WebSocket.OPEN && say({ type: "ping" }),
    SIGN_EVERY_MS,
  );

  const take = (event) => {
    // The room asks whether everything was read so far.
    if (event.type === "ping") return say({ type: "pong", nonce: event.nonce });
    if (event.type === "welcome") isLive = false;
    else if (event.type === "reset") known = event.rev;
    // What is live counts on by one: with a gap something was missed, and the next line tells of it.
    else if (isLive && event.rev > known + 1) return socket.close();
    else if (event.rev > known) known = event.rev;
    if (event.type === "resumed" || event.type === "reset") isLive = true;
    hear(event);
  };
  const dial = async () => {
    const { url, token } = await ask("POST", "/api/tickets", { conversationId });
    if (isOver) return;
    socket = new WebSocket(`${url}?${new URLSearchParams({ token, after: String(known) })}`);
    socket.onmessage = ({ data }) => take(JSON.parse(data));
    socket.onclose = again;
  };
  const redial = () => {
    if (!isOver) dial().catch(again);
  };
  const again = () => void setTimeout(redial, AGAIN_AFTER_MS);

  redial();
  return () => {
    isOver = true;
    clearInterval(sign);
    socket?.close();
  };
}
