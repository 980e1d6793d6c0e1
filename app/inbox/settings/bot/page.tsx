import type { Metadata } from "next";
import { BotSettings } from "@/components/bots/bot-settings";
import { Words } from "@/components/words";
import { apiTokensOf } from "@/db/api-tokens";
import { botOf } from "@/db/bots";
import { add, change, endToken, makeToken, rotate, setOn } from "../../../bots/actions";
import { db } from "../../../database";
import { words, wordsFor } from "../../../words";
import { businessOfOwner, SettingsOfOwner } from "../of-owner";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words("bots"))("title") };
}

/** The bot of the business in the address, for its owners. */
export default async function Page({ searchParams }: PageProps<"/inbox/settings/bot">) {
  const business = await businessOfOwner("/inbox/settings/bot", searchParams);
  const { businessId } = business;
  const [bot, said, t] = await Promise.all([
    botOf(db(), businessId),
    wordsFor("common", "bots"),
    words("bots"),
  ]);
  return (
    <Words {...said}>
      <SettingsOfOwner of={business} title={t("title")}>
        <BotSettings
          add={add}
          bot={bot}
          businessId={businessId}
          change={change}
          endToken={endToken}
          makeToken={makeToken}
          rotate={rotate}
          setOn={setOn}
          tokens={bot ? await apiTokensOf(db(), bot.userId) : []}
        />
      </SettingsOfOwner>
    </Words>
  );
}
