/** Everyone on the stage of the demo. Whoever has an address can sign in with DEMO_PASSWORD. */
export const DEMO_PASSWORD = "servihub-demo";

export interface DemoCharacter {
  name: string;
  email?: string;
  role?: "admin";
}

export const demoPeople = {
  nora: { name: "Nora Lindqvist", email: "nora@harbor.example" },
  sam: { name: "Sam Okafor", email: "sam@harbor.example" },
  ines: { name: "Ines Moreau", email: "ines@harbor.example" },
  tariq: { name: "Tariq Haddad", email: "tariq@northside.example" },
  june: { name: "June Park", email: "june@northside.example" },
  maya: { name: "Maya Fernandes", email: "maya@example.com" },
  leo: { name: "Leo Brandt", email: "leo@example.com" },
  aiko: { name: "Aiko Tanaka", email: "aiko@example.com" },
  admin: { name: "Robin Vale", email: "admin@servihub.example", role: "admin" },
  priya: { name: "Priya" },
  ben: { name: "Ben W." },
  rosa: { name: "Rosa" },
} as const satisfies Record<string, DemoCharacter>;
export type DemoName = keyof typeof demoPeople;

interface DemoBusiness {
  slug: string;
  name: string;
  category: string;
  tagline: string;
  about: string;
  members: Partial<Record<DemoName, "agent" | "owner">>;
}

export const demoBusinesses: DemoBusiness[] = [
  {
    slug: "harbor-coffee",
    name: "Harbor Coffee",
    category: "Coffee roaster",
    tagline: "Small-batch coffee, roasted on the quay every Tuesday.",
    about:
      "We roast twelve kilos at a time in an old boathouse and ship the same afternoon. Come in for a flat white from seven, " +
      "or ask us here about beans, grind sizes, subscriptions and catering. There is always one of us at the counter.",
    members: { nora: "owner", sam: "agent", ines: "agent" },
  },
  {
    slug: "northside-bikes",
    name: "Northside Bikes",
    category: "Bicycle workshop",
    tagline: "Repairs while you wait, and honest second-hand bikes.",
    about:
      "Three stands, two mechanics and a wall of spare parts. Most repairs are done the same day; for a full service we lend you " +
      "a bike. Send us a photo or a description and we will tell you what it costs before you ride over.",
    members: { tariq: "owner", june: "agent" },
  },
];
