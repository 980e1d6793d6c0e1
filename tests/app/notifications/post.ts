import { openMailServer } from "../../support/mail-server";

/** Where all mails of these tests go; and by what domain answers to them come. */
export const server = await openMailServer();
export const MAIL_DOMAIN = "mail.example.com";
Object.assign(process.env, {
  ...{ SMTP_URL: server.url, MAIL_FROM: "ServiHub Chat <chat@example.com>" },
  ...{ MAIL_DOMAIN, MAIL_INBOUND_SECRET: "a-secret-of-the-mail-tests-0123456789" },
});
