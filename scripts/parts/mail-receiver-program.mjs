import { startMailReceiver } from "./mail-receiver.mjs";

await startMailReceiver(JSON.parse(process.env.MAIL_RECEIVER));
