import type { Metadata } from "next";
import { ApiTokensSetting } from "@/components/settings/api-tokens-setting";
import { NotificationSetting } from "@/components/settings/notification-setting";
import { PresenceSetting } from "@/components/settings/presence-setting";
import { Words } from "@/components/words";
import { apiTokensOf } from "@/db/api-tokens";
import { givenUpOf } from "@/db/jobs";
import { notificationSettingsOf } from "@/db/users";
import { Followed } from "../broadcasts/followed";
import { db } from "../database";
import { pushKeys } from "../notifications/push";
import { requireViewer } from "../viewer";
import { words, wordsFor } from "../words";
import {
  askForTest,
  choosePresence,
  endToken,
  makeToken,
  saveNotifications,
  subscribe,
  unsubscribe,
} from "./actions";
import { Frame } from "./frame";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words("settings"))("title") };
}

/** What somebody decides for themselves. */
export default async function Page() {
  const { id, name, isGuest, showsPresence } = await requireViewer("/settings");
  const [{ isMailed, quiet, timeZone, isTimeZoneChosen }, givenUp, tokens] = await Promise.all([
    notificationSettingsOf(db(), id),
    givenUpOf(db(), id),
    apiTokensOf(db(), id),
  ]);
  return (
    <Words {...(await wordsFor("common", "settings", "notifications", "tokens"))}>
      <Frame at="general" name={name}>
        <NotificationSetting
          chosenTimeZone={isTimeZoneChosen ? timeZone : null}
          givenUp={givenUp}
          isGuest={isGuest}
          isMailed={isMailed}
          push={{ publicKey: pushKeys()?.publicKey ?? null, subscribe, unsubscribe }}
          quiet={quiet}
          save={saveNotifications}
          test={askForTest}
          timeZone={timeZone ?? "UTC"}
        />
        <Followed userId={id} />
        <PresenceSetting isOn={showsPresence} set={choosePresence} />
        <ApiTokensSetting end={endToken} isGuest={isGuest} make={makeToken} tokens={tokens} />
      </Frame>
    </Words>
  );
}
