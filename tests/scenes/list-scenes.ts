import type { Scene } from "./scene";

/** The inbox of a business and a customer's own conversations, with nothing opened. */
export const listScenes: Scene[] = [
  { name: "chats", as: "Maya Fernandes", set: (page) => page.goto("/chats") },
  { name: "chats-empty", as: "June Park", set: (page) => page.goto("/chats") },
  { name: "inbox", as: "Sam Okafor", set: (page) => page.goto("/inbox") },
  { name: "inbox-empty", as: "Aiko Tanaka", set: (page) => page.goto("/inbox") },
];
