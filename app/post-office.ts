import path from "node:path";
import { env } from "@/lib/server/env";
import type { Post } from "@/lib/server/mail";

/** How mails leave this site: by its mail server, or into the data folder. */
export function postOffice(): Post {
  const { SMTP_URL, MAIL_FROM, DATA_DIR } = env();
  return {
    from: MAIL_FROM ?? "ServiHub Chat <chat@localhost>",
    smtpUrl: SMTP_URL,
    outbox: path.resolve(DATA_DIR, "outbox"),
  };
}
