import { expect, request, test } from "@playwright/test";
import WebSocket from "ws";
import { signIn } from "./intruders";
import type { Scene } from "./scene";

/** What is left of a sign-in, its cookie and its sockets, once it has ended. */
export function testLeaving(stage: () => Scene) {
  test("[S05] signing out ends the cookie, also where it was copied to, and the sockets within 5 s", async () => {
    const { browser, mayas, url } = stage();
    const maya = await signIn(await browser(), "maya");
    const copied = await request.newContext({
      baseURL: url,
      extraHTTPHeaders: { origin: url },
      storageState: await maya.storageState(),
    });
    const asked = { data: { conversationId: mayas.conversationId } };
    const sockets = await Promise.all(
      [maya, copied].map(async (context) => dial(await (await context.post("/api/tickets", asked)).json())),
    );
    const kept = await (await copied.post("/api/tickets", asked)).json();
    expect((await copied.get("/api/me")).status()).toBe(200);

    const { csrfToken } = await (await maya.get("/api/auth/csrf")).json();
    expect((await maya.post("/api/auth/signout", { form: { csrfToken, json: "true" } })).status()).toBe(200);
    await expect
      .poll(() => sockets.map(({ socket }) => socket.readyState >= WebSocket.CLOSING), { timeout: 5_000 })
      .toEqual([true, true]);
    expect((await copied.get("/api/me")).status()).toBe(401);
    expect((await copied.post("/api/tickets", asked)).status()).toBe(401);
    expect((await copied.get("/chats", { maxRedirects: 0 })).status()).toBe(307);
    // The page's own way to make a session last longer does not bring it back.
    await copied.get("/api/auth/session");
    expect((await copied.get("/api/me")).status()).toBe(401);
    const late = await dial(kept);
    await expect.poll(() => late.heard).toMatchObject([{ type: "refused", code: "unauthorized" }]);
    for (const { socket } of [...sockets, late]) socket.terminate();
    await copied.dispose();
  });

  test("[G9] [S05] a sign-in that ended just before the site was killed loses its sockets when the site is back", async () => {
    const { browser, killSite, mayas, query } = stage();
    const maya = await signIn(await browser(), "maya");
    const asked = { data: { conversationId: mayas.conversationId } };
    const issued = await (await maya.post("/api/tickets", asked)).json();
    const { socket } = await dial(issued);
    const [, payload = ""] = issued.token.split(".");
    const { session } = JSON.parse(Buffer.from(payload, "base64url").toString());
    await query("update sessions set expires_at = now() where id = $1", [session]);
    await query("update visits set is_over = true where session_id = $1", [session]);
    killSite();
    await expect.poll(() => socket.readyState).toBeGreaterThanOrEqual(WebSocket.CLOSING);
    await expect
      .poll(() =>
        maya.get("/api/me").then(
          (it) => it.status(),
          () => 0,
        ),
      )
      .toBe(401);
    socket.terminate();
  });

  test("[S02] no token is in any log, whatever was done with it", () => {
    const { log } = stage();
    for (const part of ["web", "rooms"] as const) expect(log(part)).not.toMatch(/eyJ[\w-]{10}|token=/);
  });
}

async function dial({ url, token }: { url: string; token: string }) {
  const socket = new WebSocket(`${url}?token=${token}`);
  const heard: unknown[] = [];
  socket.on("message", (frame) => heard.push(JSON.parse(String(frame))));
  await expect.poll(() => heard.length).toBeGreaterThan(0);
  return { socket, heard };
}
