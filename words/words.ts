import "use-intl";
import type { Locale } from "@/lib/locale";
import type account from "./account/en.json";
import type admin from "./admin/en.json";
import type attachments from "./attachments/en.json";
import type audit from "./audit/en.json";
import type blocked from "./blocked/en.json";
import type bots from "./bots/en.json";
import type closing from "./closing/en.json";
import type common from "./common/en.json";
import type conversation from "./conversation/en.json";
import type customers from "./customers/en.json";
import type data from "./data/en.json";
import type desk from "./desk/en.json";
import type directory from "./directory/en.json";
import type embed from "./embed/en.json";
import type emoji from "./emoji/en.json";
import type figures from "./figures/en.json";
import type following from "./following/en.json";
import type groups from "./groups/en.json";
import type guard from "./guard/en.json";
import type inbox from "./inbox/en.json";
import type keyboard from "./keyboard/en.json";
import type mail from "./mail/en.json";
import type notes from "./notes/en.json";
import type notifications from "./notifications/en.json";
import type operations from "./operations/en.json";
import type person from "./person/en.json";
import type plain from "./plain/en.json";
import type posts from "./posts/en.json";
import type profile from "./profile/en.json";
import type reception from "./reception/en.json";
import type reference from "./reference/en.json";
import type replies from "./replies/en.json";
import type search from "./search/en.json";
import type settings from "./settings/en.json";
import type since from "./since/en.json";
import type site from "./site/en.json";
import type threads from "./threads/en.json";
import type tokens from "./tokens/en.json";
import type unusual from "./unusual/en.json";
import type views from "./views/en.json";
import type webhooks from "./webhooks/en.json";
import type work from "./work/en.json";

/** All that is said, by feature: `words/<feature>/<locale>.json`, in ICU message format. English is the measure. */
export interface Words {
  account: typeof account;
  admin: typeof admin;
  attachments: typeof attachments;
  audit: typeof audit;
  blocked: typeof blocked;
  bots: typeof bots;
  closing: typeof closing;
  common: typeof common;
  conversation: typeof conversation;
  customers: typeof customers;
  data: typeof data;
  desk: typeof desk;
  directory: typeof directory;
  embed: typeof embed;
  emoji: typeof emoji;
  figures: typeof figures;
  following: typeof following;
  groups: typeof groups;
  guard: typeof guard;
  inbox: typeof inbox;
  keyboard: typeof keyboard;
  mail: typeof mail;
  notes: typeof notes;
  notifications: typeof notifications;
  operations: typeof operations;
  person: typeof person;
  plain: typeof plain;
  posts: typeof posts;
  profile: typeof profile;
  reception: typeof reception;
  reference: typeof reference;
  replies: typeof replies;
  search: typeof search;
  settings: typeof settings;
  since: typeof since;
  site: typeof site;
  threads: typeof threads;
  tokens: typeof tokens;
  unusual: typeof unusual;
  views: typeof views;
  webhooks: typeof webhooks;
  work: typeof work;
}
export type Feature = keyof Words;

declare module "use-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: Words;
  }
}
