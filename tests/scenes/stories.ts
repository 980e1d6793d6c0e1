import { v4 } from "uuid";
import type { Line, NoteLine } from "./backdrop";

const HOUR = 60;
const DAY = 24 * HOUR;

/** Messages of every kind there is. */
export const kinds: Line[] = [
  {
    from: "customer",
    minutesAgo: DAY + 3 * HOUR,
    body: "مرحباً، هل لديكم قهوة عربية بالهيل؟ أريد نصف كيلو مطحون ناعم للقهوة التركية.",
  },
  {
    from: "sam",
    minutesAgo: DAY + 2 * HOUR,
    body: "أهلاً نور! نعم، نحمّصها يوم الثلاثاء. (Ground for an ibrik, 500 g, with cardamom.)",
  },
  { from: "customer", minutesAgo: DAY + 2 * HOUR - 1, body: "🙏🏽🎉" },
  {
    from: "customer",
    minutesAgo: 50,
    body: "One more thing: our shop reads your price list by program. Since this morning it fails:",
  },
  {
    from: "customer",
    minutesAgo: 50,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what a customer wrote
    body: '```\nconst prices = await fetch("https://harbor.example/prices.json").then((answer) => answer.json());\nfor (const { name, grams, price } of prices) {\n  console.log(name.padEnd(24), `${grams} g`, price.toFixed(2));\n}\n```',
  },
  { from: "customer", minutesAgo: 49, body: "It says `TypeError: price.toFixed is not a function`." },
  {
    from: "sam",
    minutesAgo: 41,
    body: "That is us: prices became texts. What is right is here, and it stays so: https://harbor.example/en/wholesale/price-lists/2026/november/prices-without-tax-and-shipping.json?currency=EUR&format=numbers",
    metadata: () => ({
      preview: {
        url: "https://harbor.example/en/wholesale/price-lists/2026/november/prices-without-tax-and-shipping.json?currency=EUR&format=numbers",
        title: "Prices for shops, November 2026",
        description: "Everything we roast, by the kilo, without tax and shipping. Numbers are numbers again.",
        site: "Harbor Coffee",
        image: null,
      },
    }),
  },
  {
    from: "sam",
    minutesAgo: 40,
    body: "So, for your program:\n\n1. read **every** price with `Number(price)`\n2. keep the _currency_ beside it:\n   - EUR as it is\n   - others by the table\n\n> It says `TypeError`.\n\nThat ***goes away***, then.",
  },
  { from: "customer", minutesAgo: 39, body: "ok" },
  { from: "customer", minutesAgo: 39, body: "Works." },
  { from: "customer", minutesAgo: 39, body: "❤️" },
];

/** Secrets in every state, and in both directions. */
export const secrets: Line[] = [
  {
    from: "customer",
    minutesAgo: DAY,
    body: "The alarm of the shop has a new code. Can I send it so that it does not stay here?",
  },
  { from: "sam", minutesAgo: DAY - 5, body: "Yes, by the lock beside the button you send with." },
  secret("customer", { minutesAgo: DAY - 12, waitsMinutes: DAY, openedBy: "Ines Moreau" }),
  secret("sam", { minutesAgo: 5 * HOUR, waitsMinutes: HOUR }),
  secret("sam", { minutesAgo: 40, waitsMinutes: 7 * DAY }),
  secret("customer", { minutesAgo: 20, waitsMinutes: 7 * DAY }),
];

interface SecretLine {
  minutesAgo: number;
  waitsMinutes: number;
  openedBy?: string;
}

function secret(from: Line["from"], { minutesAgo, waitsMinutes, openedBy: openedByName }: SecretLine): Line {
  const metadata = (nowMs: number) => {
    const after = (minutes: number) => new Date(nowMs + (minutes - minutesAgo) * 60_000).toISOString();
    const told = { side: from === "sam" ? "customer" : "business", expiresAt: after(waitsMinutes) };
    const opened = { openedAt: after(3), openedBy: v4(), openedByName };
    return { secret: openedByName ? { ...told, ...opened } : told };
  };
  return { from, minutesAgo, body: "", metadata };
}

const photo = (name: string, width: number, height: number) => ({
  ...{ name, mediaType: "image/jpeg", bytes: 240_000, width, height },
});

/** All that a message can bring. */
export const withFiles: Line[] = [
  {
    from: "customer",
    minutesAgo: 3 * HOUR,
    body: "This is the room. Could you do a bar along the wall?",
    files: [photo("room.jpg", 1600, 1200)],
  },
  {
    from: "sam",
    minutesAgo: 2 * HOUR,
    body: "",
    files: [photo("bar-1.jpg", 1200, 900), photo("bar-2.jpg", 900, 1200), photo("bar-3.jpg", 1200, 1200)],
  },
  {
    from: "customer",
    minutesAgo: 2 * HOUR - 8,
    body: "",
    files: [
      {
        ...{ name: "Voice message.webm", mediaType: "audio/webm", bytes: 52_000, durationMs: 14_200 },
        peaks: Array.from({ length: 64 }, (_, n) =>
          Math.round(20 + 80 * Math.abs(Math.sin(n * 0.7) * Math.cos(n / 9))),
        ),
      },
    ],
  },
  {
    from: "sam",
    minutesAgo: 70,
    body: "Here is what it would cost, with the days we have left.",
    files: [
      {
        name: "offer-for-lena-sorel-with-a-bar-along-the-whole-wall-and-two-people-behind-it.pdf",
        ...{ mediaType: "application/pdf", bytes: 184_300 },
      },
      { name: "days.csv", mediaType: "text/plain", bytes: 912 },
    ],
  },
  {
    from: "customer",
    minutesAgo: 66,
    body: "",
    files: [
      photo("table.jpg", 900, 1200),
      { name: "plan.zip", mediaType: "application/zip", bytes: 12_400_000 },
    ],
  },
];

const sentence =
  "The first of the two grinders came back from the workshop with new burrs and runs a little hotter than before, so we changed the order in which we weigh, grind and pack. ";

/** Messages that are too long for a bubble, with a name that is too long for a line. */
export const long: Line[] = [
  { from: "customer", minutesAgo: 3 * HOUR, body: "Could you write down how you roast? All of it, please." },
  {
    from: "sam",
    minutesAgo: 2 * HOUR,
    body: `With pleasure.\n\n${sentence.repeat(16)}\n\nThat was the short version.`,
  },
  {
    from: "sam",
    minutesAgo: 2 * HOUR - 9,
    body: `${sentence.repeat(3)}\n\n1. Weigh.\n2. Grind.\n3. Pack.\n\n${sentence}`,
  },
  {
    from: "customer",
    minutesAgo: 70,
    body: `${"Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft".repeat(3)}!`,
  },
  { from: "customer", minutesAgo: 66, body: "Thank you!" },
];

/** What the business notes about the long conversation. */
export const noted: NoteLine[] = [
  {
    from: "nora",
    minutesAgo: 70,
    body: "Nora Lindqvist changed how this stands",
    work: { was: { priority: 1 }, now: { priority: 2 } },
  },
  {
    from: "ines",
    minutesAgo: 69,
    body: "He asked the same at the counter yesterday. **Be short** this time, @Sam Okafor?",
    names: ["sam"],
  },
  {
    from: "sam",
    minutesAgo: 68,
    body: "Will do. Is the roast book still with you, @Nora Lindqvist?",
    names: ["nora"],
  },
  { from: "nora", minutesAgo: 65, body: "It is. I put it on your desk." },
];

/** Of every length, and the same each time. */
export function inWords(n: number): string {
  return `Message ${n}. ${sentence.slice(0, (n * 37) % sentence.length)}`.trimEnd();
}

/** Who is in Maya's group beside her and Sam, and what is said; `from` counts Maya, Sam, and these. */
export const group = {
  guests: ["Noemi Keller", "يوسف حداد", "Bartholomew Featherstonehaugh"],
  lines: [
    { from: 0, body: "Saturday at four then? I count five of us." },
    { from: 1, body: "Four is good. The long table by the window is yours." },
    { from: 2, body: "I bring two friends who take oat milk – is that fine?" },
    { from: 3, body: "سأصل قبل الرابعة بقليل" },
    { from: 1, body: "Of course. We have oat and almond." },
    { from: 0, body: "Wonderful, see you all there." },
  ],
};
