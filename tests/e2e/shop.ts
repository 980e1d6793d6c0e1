import fs from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import type { FrameLocator, Page } from "@playwright/test";
import { query } from "./database";

export interface Shop {
  /** Of another site than the product's, which is at `localhost`. */
  origin: string;
  url: string;
  close: () => Promise<void>;
}

/** A business's own pages: the example, with the tag as an owner copies it, on another origin. */
export async function openShop(attributes = 'data-business="harbor-coffee"'): Promise<Shop> {
  const example = fs.readFileSync("public/examples/widget.html", "utf8");
  const site = process.env.E2E_URL;
  const page = example.replace(
    /src="\/widget\.js" data-business="[\w-]+"/,
    `src="${site}/widget.js" ${attributes}`,
  );
  const server = http.createServer((_, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8").end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    url: `${origin}/`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Says for Harbor Coffee on which sites its chat may be shown. */
export async function allow(origins: string[], secret: string | null = null): Promise<void> {
  await query(
    `insert into widgets (business_id, origins, secret)
     select id, $1, $2 from businesses where slug = 'harbor-coffee'
     on conflict (business_id) do update set origins = excluded.origins, secret = excluded.secret`,
    [origins, secret],
  );
}

export const launcher = (page: Page) => page.locator("servihub-chat button");
export const chatIn = (page: Page): FrameLocator => page.frameLocator("servihub-chat iframe");
