import { setTimeout as pause } from "node:timers/promises";
import { askForPosts, sendPosts } from "@/app/broadcasts/tell";

/** A process that tells readers of posts, for as long as it lives. */
for (;;) {
  const now = new Date();
  while (await askForPosts(now));
  while (await sendPosts(now));
  await pause(50);
}
