import type { demoBusinesses } from "./businesses";

interface DemoReply {
  business: (typeof demoBusinesses)[number]["slug"];
  shortcut: string;
  body: string;
}

/** What the team of a business writes often. */
export const demoReplies: DemoReply[] = [
  {
    business: "harbor-coffee",
    shortcut: "hello",
    body: "Hi {customer first name}, {agent} of {business} here. Let me look into that for you.",
  },
  {
    business: "harbor-coffee",
    shortcut: "pickup",
    body: "Your order {order number} is ready. You can pick it up at the counter until we close.",
  },
  {
    business: "harbor-coffee",
    shortcut: "roast",
    body: "We roast on Tuesdays and Fridays, and send beans out the morning after.",
  },
];
