import type { DemoName } from "./cast";

const HOURS = 60;
const DAYS = 24 * HOURS;

/** Of a post that asks for it: who did, and whether by name. */
type Confirmed = Partial<Record<DemoName, "named" | "unnamed">>;

interface DemoBroadcast {
  business: string;
  topics?: string[];
  /** Which owner told everybody what, how many minutes before the seeding, of which topic, and who confirmed it. */
  posts: [from: DemoName, minutesAgo: number, body: string, topic?: string, confirmed?: Confirmed][];
}

export const demoBroadcasts: DemoBroadcast[] = [
  {
    business: "harbor-coffee",
    topics: ["Opening hours", "Beans and tastings"],
    posts: [
      [
        "nora",
        16 * DAYS,
        "We are closed on the 8th: the roaster gets a new drum. Subscriptions go out a day earlier that week.",
        "Opening hours",
        { maya: "named", leo: "unnamed" },
      ],
      [
        "nora",
        6 * DAYS + 4 * HOURS,
        "The oat milk is back, from the same farm as before. Thank you for bearing with us!",
      ],
      [
        "nora",
        1 * DAYS + 2 * HOURS,
        "Tasting on Saturday at 11: three Kenyans side by side, and a decaf that nobody believes is one. No ticket needed, tell us how many you are.",
        "Beans and tastings",
      ],
    ],
  },
  {
    business: "northside-bikes",
    posts: [
      [
        "tariq",
        9 * DAYS,
        "Winter check until the end of the month: brakes, lights, chain and tyres for 35. Twenty minutes, wait with a tea.",
      ],
      [
        "tariq",
        3 * DAYS,
        "Four touring bikes came in, frames from 50 to 58 cm. They are in the window from tomorrow.",
      ],
    ],
  },
  {
    business: "luna-noodle-bar",
    posts: [
      [
        "kenji",
        20 * HOURS,
        "Yuzu shio ramen this weekend only. When the lemons are gone it is over, so come early.",
      ],
    ],
  },
  {
    business: "fern-and-clay",
    posts: [
      [
        "ruth",
        5 * DAYS,
        "New pots out of the kiln: sand, moss and a blue that did not come out as planned and is the best of them.",
      ],
    ],
  },
];
