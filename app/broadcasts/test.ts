import { z } from "zod/mini";
import { draftToTest } from "@/db/post-deliveries";
import { Refusal } from "@/lib/refusal";
import { recordIncident } from "@/lib/server/incident";
import { sendMail } from "@/lib/server/mail";
import type { Outside } from "@/lib/server/outside";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { outside, pushKeys, pushTo } from "../notifications/push";
import { operation } from "../operation";
import { postOffice } from "../post-office";
import { writerAccess } from "./access";
import { noticeOf, testLetter } from "./letters";

/** Sends what is not published yet to whoever asks alone, by every way, and says what of it was taken. */
export function testingPosts(outside: () => Outside) {
  return operation({
    input: z.strictObject({ businessId: uuid, draftId: uuid }),
    limit: "notification:test",
    permit: writerAccess,
    run: async ({ viewer, input: { businessId, draftId: id } }): Promise<{ mail: boolean; push: number }> => {
      const draft = await draftToTest(db(), { businessId, id, userId: viewer.id });
      if (!draft) throw new Refusal("not-found");
      const { slug, locale, ...rest } = draft;
      const told = { ...rest, postId: id, path: `/b/${slug}`, locale: locale ?? "en" };
      const keys = pushKeys();
      const { email } = viewer;
      const [mail, push] = await Promise.all([
        email === null ? false : testLetter(told).then((letter) => mailed({ to: email, ...letter })),
        keys
          ? noticeOf(told).then((notice) => pushTo(outside(), viewer.id, { notice, keys }).catch(nobody))
          : 0,
      ]);
      return { mail, push };
    },
  });
}

export const testPost = testingPosts(() => outside);

function mailed(mail: Parameters<typeof sendMail>[1]): Promise<boolean> {
  return sendMail(postOffice(), mail).then(
    () => true,
    (error: unknown) => {
      recordIncident("test of a post by mail", error);
      return false;
    },
  );
}

function nobody(error: unknown): number {
  recordIncident("test of a post by push", error);
  return 0;
}
