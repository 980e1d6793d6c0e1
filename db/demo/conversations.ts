import type { DemoName } from "./cast";

const MINUTES = 1;
const HOURS = 60 * MINUTES;
const DAYS = 24 * HOURS;

export interface DemoConversation {
  business: string;
  customer: DemoName;
  /** Who wrote what, how many minutes before the seeding; `below` is the line whose thread it stands in. */
  lines: [from: DemoName, minutesAgo: number, body: string, below?: number][];
  /** How many of the last messages somebody has not read yet. */
  unread: Partial<Record<DemoName, number>>;
}

export const demoConversations: DemoConversation[] = [
  {
    business: "harbor-coffee",
    customer: "maya",
    lines: [
      [
        "maya",
        2 * DAYS + 3 * HOURS,
        "Hi! I have the Kenya Nyeri on subscription. Could I get it ground for a moka pot from now on?",
      ],
      [
        "sam",
        2 * DAYS + 3 * HOURS - 4,
        "Hello Maya, sure. For a moka pot we go a little coarser than espresso. From the next bag, or do you still have whole beans at home?",
      ],
      [
        "maya",
        2 * DAYS + 3 * HOURS - 6,
        "One bag of beans left, so the one after next would be perfect. My grinder gave up yesterday 😅",
      ],
      [
        "sam",
        2 * DAYS + 3 * HOURS - 9,
        "Oh no! Then bring that bag by and we grind it for you at the counter, no charge.",
      ],
      ["maya", 2 * DAYS + 3 * HOURS - 10, "That is really kind, thank you!"],
      ["maya", 2 * DAYS + 1 * HOURS, "Which days is somebody at the counter who can do that?", 3],
      ["sam", 2 * DAYS + 1 * HOURS - 5, "Thursday to Saturday it is me. On other days ask for Ines.", 3],
      ["maya", 2 * DAYS + 1 * HOURS - 7, "Then Thursday after work, around six.", 3],
      [
        "ines",
        2 * DAYS - 30 * MINUTES,
        "We close at six on Thursdays, but knock: I am there until half past.",
        3,
      ],
      [
        "ines",
        1 * DAYS + 1 * HOURS,
        "Hi Maya, Ines here. Your subscription is set to moka from the bag of the 1st. The Nyeri harvest is nearly gone, by the way: would the Kirinyaga do as the next one? Same price, a bit more blackcurrant.",
      ],
      [
        "maya",
        22 * HOURS,
        "Blackcurrant sounds great. Yes please. Is the tasting on Saturday still on, and do I need a ticket?",
      ],
      [
        "ines",
        21 * HOURS,
        "It is, at 11. No ticket, but tell me how many you are and I keep you seats: https://harbor.example/tasting",
      ],
      ["maya", 35 * MINUTES, "We would be three. One of us drinks decaf only, is that a problem?"],
    ],
    unread: { sam: 1, ines: 1, nora: 1 },
  },
  {
    business: "harbor-coffee",
    customer: "leo",
    lines: [
      [
        "leo",
        3 * DAYS + 5 * HOURS,
        "Good morning, do you cater? We have an office breakfast for 24 people on the 4th.",
      ],
      [
        "nora",
        3 * DAYS + 5 * HOURS - 12,
        "Morning Leo! We do. For 24 I would bring two batch brewers and one of us for the milk drinks. From when to when?",
      ],
      ["leo", 3 * DAYS + 4 * HOURS, "8:30 to 10:30. Third floor, there is a lift."],
      [
        "nora",
        3 * DAYS + 4 * HOURS - 7,
        "Then it is 312 with oat milk and pastries, 240 without pastries. We would need one socket with 16 A.",
      ],
      ["leo", 2 * DAYS + 2 * HOURS, "With pastries please. I asked the building people: 16 A is fine."],
      ["nora", 2 * DAYS + 1 * HOURS, "Booked. You get the invoice by mail today."],
      ["leo", 5 * HOURS, "Got it and paid. See you on the 4th!"],
      ["nora", 4 * HOURS, "Thank you! Sam will ring you the evening before."],
    ],
    unread: { leo: 1, ines: 2 },
  },
  {
    business: "harbor-coffee",
    customer: "aiko",
    lines: [
      [
        "aiko",
        1 * DAYS + 6 * HOURS,
        "Hello, my parcel was supposed to come on Wednesday, the tracking still says “label created”.",
      ],
      [
        "ines",
        1 * DAYS + 6 * HOURS - 15,
        "Hi Aiko, let me look. Is it the order from the 14th, two bags of Huila?",
      ],
      ["aiko", 1 * DAYS + 6 * HOURS - 16, "Yes exactly"],
      [
        "ines",
        1 * DAYS + 5 * HOURS,
        "The courier never scanned it, I am sorry. I sent two fresh bags with another one just now, they come tomorrow before noon. If the first parcel turns up, keep it.",
      ],
      ["aiko", 3 * HOURS, "They are here! Smells wonderful. Thank you for being so quick 🙏"],
      ["ines", 2 * HOURS, "Happy to hear that. Enjoy!"],
    ],
    unread: { sam: 2 },
  },
  {
    business: "harbor-coffee",
    customer: "priya",
    lines: [
      ["priya", 50 * MINUTES, "Are you open on Sunday? And are dogs allowed inside?"],
      [
        "sam",
        44 * MINUTES,
        "Nine to four on Sundays, and dogs very welcome. There is a water bowl by the door.",
      ],
      ["priya", 42 * MINUTES, "Perfect, see you then"],
    ],
    unread: { nora: 1 },
  },
  {
    business: "harbor-coffee",
    customer: "ben",
    lines: [
      [
        "ben",
        12 * MINUTES,
        "Hey, which of your coffees has the least acidity? Bought a bag of something fruity elsewhere and it was not for me.",
      ],
      ["ben", 11 * MINUTES, "French press, if that matters"],
    ],
    unread: { nora: 2, sam: 2, ines: 2 },
  },
  {
    business: "northside-bikes",
    customer: "maya",
    lines: [
      [
        "maya",
        4 * DAYS + 2 * HOURS,
        "Hi, my rear brake squeals like a train. Is that something for you or can I fix it myself?",
      ],
      [
        "june",
        4 * DAYS + 2 * HOURS - 8,
        "Hi! Rim or disc brake? And does it brake well apart from the noise?",
      ],
      ["maya", 4 * DAYS + 2 * HOURS - 11, "Disc. Brakes fine, it is only loud, mostly when it is wet."],
      [
        "june",
        4 * DAYS + 2 * HOURS - 14,
        "Then wipe the disc with alcohol and sand the pads a little. If it is back after a week the pads are soaked and we put new ones in: 18, ten minutes.",
      ],
      [
        "maya",
        7 * HOURS,
        "It was quiet for three days and then it came back. Can I come by tomorrow after five?",
      ],
      [
        "june",
        6 * HOURS,
        "Sure, we are here until 18:30. Just tell whoever is in front it is about the pads.",
      ],
    ],
    unread: { maya: 1, tariq: 2 },
  },
  {
    business: "northside-bikes",
    customer: "aiko",
    lines: [
      [
        "aiko",
        2 * DAYS + 7 * HOURS,
        "Good evening, is the green touring bike from the window still there? What frame size is it?",
      ],
      [
        "tariq",
        2 * DAYS + 6 * HOURS,
        "It is. 54 cm, so for about 1.68 to 1.78 m. New chain and cassette, 420. You can take it for a ride before you decide.",
      ],
      ["aiko", 1 * DAYS + 8 * HOURS, "I am 1.70, sounds right. Could you put it aside until Saturday?"],
      ["tariq", 1 * DAYS + 7 * HOURS, "Done, your name is on it."],
      ["aiko", 90 * MINUTES, "Thank you! Does it have eyelets for a front rack?"],
    ],
    unread: { tariq: 1, june: 1 },
  },
  {
    business: "northside-bikes",
    customer: "leo",
    lines: [
      [
        "leo",
        1 * DAYS + 3 * HOURS,
        "Flat tyre again, third time this month, same wheel. What am I doing wrong?",
      ],
      [
        "june",
        1 * DAYS + 3 * HOURS - 20,
        "Probably nothing, often it is a splinter in the tyre or the rim tape. Bring the wheel, we look for the cause and not only the hole.",
      ],
      ["leo", 1 * DAYS + 1 * HOURS, "Dropped it off with Tariq."],
      [
        "tariq",
        20 * HOURS,
        "Found it: a bit of wire, two millimetres, from the inside you hardly see it. New tube is in, 14 all together. Ready when you are.",
      ],
      ["leo", 19 * HOURS, "Heroes. I come by at lunch."],
    ],
    unread: {},
  },
  {
    business: "northside-bikes",
    customer: "rosa",
    lines: [
      [
        "rosa",
        25 * MINUTES,
        "Hello, do you have children’s bikes for a six-year-old, second hand? And would you take the old 12-inch one in return?",
      ],
    ],
    unread: { tariq: 1, june: 1 },
  },
];
