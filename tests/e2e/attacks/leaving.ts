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
