import { test } from "@playwright/test";
import { testAccess } from "./attacks/access";
import { testCookies } from "./attacks/cookies";
import { testHeaders } from "./attacks/headers";
import { testLeaving } from "./attacks/leaving";
import { testLimits } from "./attacks/limits";
import { testRequests } from "./attacks/requests";
import { openScene, type Scene } from "./attacks/scene";
import { testTokens } from "./attacks/tokens";
import { testUnseen } from "./attacks/unseen";

let scene: Scene | undefined;

function stage(): Scene {
  if (!scene) throw new Error("the site is not open");
  return scene;
}

test.beforeAll(async () => {
  scene = await openScene();
});
test.afterAll(() => scene?.stop());
// All of them come from one address, by which strangers are counted: of what it may, each test needs its own.
test.beforeEach(() => scene?.forgetUses());

testAccess(stage);
testUnseen(stage);
testHeaders(stage);
testTokens(stage);
testCookies(stage);
testRequests(stage);
testLeaving(stage);
// Last, because it uses up what an address may.
testLimits(stage);
