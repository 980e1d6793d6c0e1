import type { BrowserContextOptions, Page } from "@playwright/test";
import type { Enter, Person } from "../e2e/stage";
import type { Scene } from "./scene";
import { settled } from "./scene";

type StorageState = Awaited<ReturnType<ReturnType<Page["context"]>["storageState"]>>;

/** Nobody signs out in a scene, so one sign-in is enough for all of a person's. */
const signedIn = new Map<Person, StorageState>();

/** A page in which the scene is set, at a moment that does not pass: nothing fades while it is looked at. */
export async function visit(
  scene: Scene,
  enter: Enter,
  { at, ...options }: BrowserContextOptions & { at: Date },
): Promise<Page> {
  const storageState = scene.as && signedIn.get(scene.as);
  const page = await enter(storageState ? undefined : scene.as, { ...options, storageState });
  if (scene.as) signedIn.set(scene.as, await page.context().storageState());
  await page.clock.setFixedTime(at);
  await scene.set(page, enter);
  await settled(page, scene);
  await endMotion(page);
  return page;
}

/** Shows the page in a theme, to its last transition. */
export async function paint(page: Page, colorScheme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await endMotion(page);
}

/** Nothing fades or moves any more. What is not drawn would never get to its end by itself. */
export async function endMotion(page: Page): Promise<void> {
  await page.evaluate(() => {
    const running = () =>
      document
        .getAnimations()
        .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime))
        .filter(({ playState }) => playState !== "finished");
    // The end of one may be the beginning of another, in what is inside.
    for (let now = running(); now.length > 0; now = running()) for (const each of now) each.finish();
  });
}
