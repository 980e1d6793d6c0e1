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
  theo: { name: "Theo" },
  lena: { name: "Lena" },
  omar: { name: "Omar" },
  grace: { name: "Grace Adeyemi" },
  kenji: { name: "Kenji Mori" },
  yuki: { name: "Yuki Mori" },
  marta: { name: "Marta Sousa" },
  dan: { name: "Dan Whitlock" },
  hana: { name: "Hana Novak" },
  ruth: { name: "Ruth Amsel" },
  vera: { name: "Vera Costa" },
  pablo: { name: "Pablo Reyes" },
  eli: { name: "Eli Stern" },
  ada: { name: "Ada Ferrer" },
  ivo: { name: "Ivo Marsh" },
  naomi: { name: "Naomi Clarke" },
} as const satisfies Record<string, DemoCharacter>;
export type DemoName = keyof typeof demoPeople;
