import { cache, type ReactNode } from "react";
import { AwayNote } from "@/components/profile/away-note";
import { During } from "@/components/profile/during";
import { Greeting } from "@/components/profile/greeting";
import { OpeningLine } from "@/components/profile/opening-line";
import { responsivenessOf } from "@/db/responsiveness";
import type { Reception } from "@/lib/reception";
import { db } from "../database";
import { words } from "../words";
import { type Opening, openingWords } from "./opening-words";
import { responsivenessWords } from "./responsiveness-words";

/** Measured once for all that a page shows of it. */
export const answersOf = cache((businessId: string, timeZone: string) =>
  responsivenessOf(db(), { businessId, timeZone, now: new Date() }),
);

type Business = Reception & { id: string; name: string };

/**
 * What a customer sees of a business in their chat: while nobody is there, before they first wrote, while it is closed,
 * be that now or later on a page that stays open.
 */
export async function receive(business: Business, now: Date) {
  const { id, name, timeZone, greeting, awayText } = business;
  const t = await words("profile");
  const closed = await closedTimes(business, now);
  const isClosed = closed[0]?.from === null;
  const told = isClosed ? null : await answersOf(id, timeZone);
  const whileClosed = (say: (opening: Opening) => ReactNode) =>
    closed.map(({ from, opening }) => (
      <During from={from} key={from} until={opening.changesAt}>
        {say(opening)}
      </During>
    ));
  const absent = (told || isClosed) && (
    <>
      {told && (
        <During until={closed[0]?.from ?? null}>
          {(await responsivenessWords(told, { timeZone, now })).usually}
        </During>
      )}
      {whileClosed((opening) => opening.words)}
    </>
  );
  const reception = {
    greeting: greeting && <Greeting label={t("greeting", { name })} text={greeting} />,
    away: whileClosed((opening) => (
      <AwayNote
        opening={<OpeningLine opening={opening} yourTime={t("open.yourTime")} />}
        says={t("away.says")}
        text={awayText}
      />
    )),
  };
  return { absent, reception };
}

/** How often what a page shows of it may change while it stays open. */
const CHANGES_MAX = 2;

/** When it is closed, soonest first, and what is said then; from `null` where it is so already. */
async function closedTimes(
  business: Business,
  now: Date,
): Promise<{ from: string | null; opening: Opening }[]> {
  const closed: { from: string | null; opening: Opening }[] = [];
  let from: string | null = null;
  for (let change = 0; change <= CHANGES_MAX; change += 1) {
    const opening: Opening | null = await openingWords(business, from === null ? now : new Date(from));
    if (opening && !opening.isOpen) closed.push({ from, opening });
    if (!opening?.changesAt) break;
    from = opening.changesAt;
  }
  return closed;
}
