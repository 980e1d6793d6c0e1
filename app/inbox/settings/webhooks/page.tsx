import type { Metadata } from "next";
import { WebhookSettings } from "@/components/webhooks/webhook-settings";
import { Words } from "@/components/words";
import { webhooksOf } from "@/db/webhooks";
import { db } from "../../../database";
import { add, change, log, rotate, sendAgain, set, test } from "../../../webhooks/actions";
import { words, wordsFor } from "../../../words";
import { businessOfOwner, SettingsOfOwner } from "../of-owner";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words("webhooks"))("title") };
}

/** The webhooks of the business in the address, for its owners. */
export default async function Page({ searchParams }: PageProps<"/inbox/settings/webhooks">) {
  const business = await businessOfOwner("/inbox/settings/webhooks", searchParams);
  const { businessId } = business;
  const [webhooks, said, t] = await Promise.all([
    webhooksOf(db(), businessId),
    wordsFor("common", "webhooks"),
    words("webhooks"),
  ]);
  return (
    <Words {...said}>
      <SettingsOfOwner of={business} title={t("title")}>
        <WebhookSettings
          add={add}
          businessId={businessId}
          change={change}
          log={log}
          rotate={rotate}
          sendAgain={sendAgain}
          set={set}
          test={test}
          webhooks={webhooks}
        />
      </SettingsOfOwner>
    </Words>
  );
}
