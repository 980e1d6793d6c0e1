import { hash } from "@node-rs/argon2";
import { soon } from "./until.mjs";

const PASSWORD = "a password of tests";

/** The site as people's browsers and programs reach it, each with their access token: its processes in turn. */
export class Site {
  #tokens = new Map();
  #urls;
  #asked = 0;

  constructor(urls) {
    this.#urls = urls;
  }

  get url() {
    this.#asked += 1;
    return this.#urls[this.#asked % this.#urls.length];
  }

  /** Gives everyone an address and a password, and signs them in. */
  async admit(database, people) {
    const passwordHash = await hash(PASSWORD, { memoryCost: 8, timeCost: 1 });
    for (const { userId } of people) {
      const email = `${userId}@example.com`;
      await database.query("update users set email = $1, password_hash = $2 where id = $3", [
        email,
        passwordHash,
        userId,
      ]);
      this.#tokens.set(userId, await soon(() => this.#signIn(email)));
    }
  }

  async ticketAddress(person, conversationId) {
    const response = await this.post(person, "/api/tickets", { command: { conversationId } });
    if (!response.ok) throw new Error(`no ticket: ${response.status}`);
    const { url, token } = await response.json();
    const address = new URL(url);
    address.searchParams.set("token", token);
    return address;
  }

  post({ userId }, path, { command, withinMs = 5_000 }) {
    return fetch(new URL(path, this.url), {
      method: "POST",
      headers: { authorization: `Bearer ${this.#tokens.get(userId)}`, "content-type": "application/json" },
      body: JSON.stringify(command),
      signal: AbortSignal.timeout(withinMs),
    });
  }

  async #signIn(email) {
    const response = await fetch(new URL("/api/auth/login", this.url), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email, password: PASSWORD }),
    });
    if (!response.ok) throw new Error(`not signed in: ${response.status}`);
    return (await response.json()).accessToken;
  }
}
