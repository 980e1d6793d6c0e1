import { type Shift, WEEKDAYS, type Weekday, type WeeklyHours } from "../../lib/opening-hours";
import type { DemoName } from "./cast";

interface DemoBusiness {
  slug: string;
  name: string;
  category: string;
  tagline: string;
  about: string;
  members: Partial<Record<DemoName, "agent" | "owner">>;
  hours: WeeklyHours;
  timeZone: string;
  greeting?: string;
  awayText?: string;
}

const HERE = "Europe/Lisbon";

export const demoBusinesses: DemoBusiness[] = [
  {
    slug: "harbor-coffee",
    name: "Harbor Coffee",
    category: "Food and drink",
    tagline: "Small-batch coffee, roasted on the quay every Tuesday.",
    about:
      "We roast twelve kilos at a time in an old boathouse and ship the same afternoon. Come in for a flat white from seven, " +
      "or ask us here about beans, grind sizes, subscriptions and catering. There is always one of us at the counter.",
    members: { nora: "owner", sam: "agent", ines: "agent" },
    hours: {
      ...on("mon tue wed thu fri", ["07:00", "18:00"]),
      sat: [["08:00", "18:00"]],
      sun: [["09:00", "16:00"]],
    },
    timeZone: HERE,
    greeting: "Hello! Ask us anything about beans, orders or catering.",
  },
  {
    slug: "northside-bikes",
    name: "Northside Bikes",
    category: "Repairs",
    tagline: "Repairs while you wait, and honest second-hand bikes.",
    about:
      "Three stands, two mechanics and a wall of spare parts. Most repairs are done the same day; for a full service we lend you " +
      "a bike. Send us a photo or a description and we will tell you what it costs before you ride over.",
    members: { tariq: "owner", june: "agent" },
    hours: { ...on("tue wed thu fri", ["09:00", "12:30"], ["13:30", "18:30"]), sat: [["10:00", "16:00"]] },
    timeZone: HERE,
    awayText: "Broke down on the road? The pump outside the shop works day and night.",
  },
  {
    slug: "luna-noodle-bar",
    name: "Luna Noodle Bar",
    category: "Food and drink",
    tagline: "Ramen and cold beer until two in the morning.",
    about:
      "Fourteen seats, one pot of broth that never leaves the stove, and a short menu that changes with the market. We keep a " +
      "seat for you if you write before you come. Tell us about allergies; nearly every bowl can be made without egg or gluten.",
    members: { kenji: "owner", yuki: "agent" },
    hours: { ...on("wed thu sun", ["18:00", "24:00"]), ...on("fri sat", ["18:00", "02:00"]) },
    timeZone: HERE,
  },
  {
    slug: "second-spark",
    name: "Second Spark",
    category: "Repairs",
    tagline: "Phones, laptops and the radio of your grandmother.",
    about:
      "We mend what others call a write-off: screens, batteries, charging ports, old amplifiers. A look costs nothing, and if it " +
      "is not worth mending we say so. Tell us the model and what happened, and you get a price before you bring it.",
    members: { marta: "owner", dan: "agent" },
    hours: { ...on("mon tue wed thu fri", ["10:00", "19:00"]), sat: [["10:00", "14:00"]] },
    timeZone: HERE,
  },
  {
    slug: "brightwater-plumbing",
    name: "Brightwater Plumbing",
    category: "Home and garden",
    tagline: "Leaks, boilers and blocked drains, day and night.",
    about:
      "Somebody answers at any hour. Say where you are and what you see; we tell you which valve to turn while the van is on its " +
      "way. Prices are on our list, the same on a Sunday night as on a Monday morning.",
    members: { hana: "owner", eli: "agent" },
    hours: on(WEEKDAYS.join(" "), ["00:00", "24:00"]),
    timeZone: HERE,
  },
  {
    slug: "fern-and-clay",
    name: "Fern & Clay",
    category: "Home and garden",
    tagline: "House plants for real flats, and pots made next door.",
    about:
      "We sell what survives in the light you have. Send us a photo of the corner and we tell you what will grow there, and what " +
      "would only look good until spring. Repotting is free when the pot is ours.",
    members: { ruth: "owner" },
    hours: { ...on("tue wed thu fri", ["11:00", "19:00"]), sat: [["10:00", "17:00"]] },
    timeZone: HERE,
  },
  {
    slug: "willow-street-vets",
    name: "Willow Street Vets",
    category: "Animals",
    tagline: "A small practice for cats, dogs and everything with ears.",
    about:
      "Two vets and a nurse who know your animal by name. Ask here before you worry through the night: often it can wait, and " +
      "when it cannot, we tell you where to go. Prescriptions can be ordered here and collected the same day.",
    members: { naomi: "owner", vera: "agent" },
    hours: { ...on("mon tue wed thu fri", ["08:30", "19:30"]), sat: [["09:00", "13:00"]] },
    timeZone: HERE,
  },
  {
    slug: "kestrel-barbers",
    name: "Kestrel Barbers",
    category: "Hair and beauty",
    tagline: "Good cuts, no small talk unless you start it.",
    about:
      "Four chairs and no booking app. Write to us and you get a time, usually today. Beards, fades, first haircuts; long hair is " +
      "as welcome as short.",
    members: { pablo: "owner" },
    hours: on("tue wed thu fri sat", ["10:00", "20:00"]),
    timeZone: HERE,
  },
  {
    slug: "tidewater-physio",
    name: "Tidewater Physio",
    category: "Health",
    tagline: "Backs, knees and shoulders, from the first visit on.",
    about:
      "We take an hour for the first visit and half an hour from then on. Write what hurts and since when, and whoever knows most " +
      "about it answers. Exercises come as short films into this chat.",
    members: { grace: "owner" },
    hours: on("mon tue wed thu", ["08:00", "12:00"], ["14:00", "19:00"]),
    timeZone: HERE,
  },
  {
    slug: "blue-door-music",
    name: "Blue Door Music School",
    category: "Lessons",
    tagline: "Piano, cello and singing for people who start late.",
    about:
      "Most of our pupils are over thirty and had never read a note. A first lesson is free, instruments can be hired by the " +
      "month, and nobody has to play in front of anybody. Online lessons are possible from anywhere.",
    members: { lena: "owner" },
    hours: { ...on("mon tue wed thu", ["14:00", "21:00"]), sat: [["10:00", "15:00"]] },
    timeZone: "Europe/Vienna",
  },
  {
    slug: "olive-lane-bakery",
    name: "Olive Lane Bakery",
    category: "Food and drink",
    tagline: "Sourdough, cardamom buns and cakes to order.",
    about:
      "The oven is lit at three and the door opens at half past six. Cakes need two days; tell us for how many and what must not " +
      "be in it. What is left at two goes to the shelter round the corner.",
    members: { ada: "owner" },
    hours: { ...on("tue wed thu fri sat", ["06:30", "14:00"]), sun: [["07:00", "12:00"]] },
    timeZone: HERE,
  },
  {
    slug: "paper-boat-books",
    name: "Paper Boat Books",
    category: "Books and gifts",
    tagline: "Second-hand novels, maps, and a chair by the window.",
    about:
      "Eleven thousand books, of which we have read some. Name a book, an author or only a mood, and we look for it on the shelves " +
      "and put it aside for a week. We buy whole libraries, and single books if they are good.",
    members: { ivo: "owner" },
    hours: { ...on("mon wed thu fri", ["11:00", "18:30"]), ...on("sat sun", ["11:00", "17:00"]) },
    timeZone: HERE,
  },
];

/** The same shifts on some days, named with spaces between them. */
function on(days: string, ...shifts: Shift[]): WeeklyHours {
  const named = new Set<string>(days.split(" "));
  return Object.fromEntries(WEEKDAYS.filter((day: Weekday) => named.has(day)).map((day) => [day, shifts]));
}
