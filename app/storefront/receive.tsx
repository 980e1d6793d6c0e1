import { cache, type ReactNode } from "react";
import { AwayNote } from "@/components/profile/away-note";
import { Greeting } from "@/components/profile/greeting";
import { OpeningLine } from "@/components/profile/opening-line";
import { Until } from "@/components/profile/until";
import { responsivenessOf } from "@/db/responsiveness";
import type { Reception } from "@/lib/reception";
import { db } from "../database";
import { words } from "../words";
import { openingWords } from "./opening-words";
import { responsivenessWords } from "./responsiveness-words";

/** Measured once for all that a page shows of it. */
export const answersOf = cache((businessId: string, timeZone: string) =>
  responsivenessOf(db(), { businessId, timeZone, now: new Date() }),
);

type Business = Reception & { id: string; name: string };

/** What a customer sees of a business in their chat: while nobody is there, before they first wrote, while it is closed. */
export async function receive(business: Business, now: Date) {
  const { id, name, timeZone, greeting, awayText } = business;
  const t = await words("profile");
  const opening = await openingWords(business, now);
  const isClosed = opening !== null && !opening.isOpen;
  const told = isClosed ? null : await answersOf(id, timeZone);
  const absent: ReactNode = isClosed ? (
    <Until at={opening.changesAt}>{opening.words}</Until>
  ) : (
    told && (await responsivenessWords(told, { timeZone, now })).usually
  );
  const reception = {
    greeting: greeting && <Greeting label={t("greeting", { name })} text={greeting} />,
    away: isClosed && (
      <Until at={opening.changesAt}>
        <AwayNote
          opening={<OpeningLine opening={opening} yourTime={t("open.yourTime")} />}
          says={t("away.says")}
          text={awayText}
        />
      </Until>
    ),
  };
  return { absent, reception };
}
