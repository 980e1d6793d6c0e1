import { scenes } from "../scenes/scenes";
import { paint, visit } from "../scenes/visit";
import { AxeBuilder } from "./axe";
import { cutOff, tooWide } from "./fit";
import { expect, test } from "./stage";

/** Between themes nothing changes but colours. */
const RULES_OF_COLOUR = ["color-contrast", "link-in-text-block"];
const CRAMPED = [
  { name: "320 pixels wide", width: 320, height: 640 },
  { name: "a laptop's screen at 200 %", width: 640, height: 400 },
];

for (const scene of scenes) {
  for (const locale of ["en-GB", "ar"]) {
    test(`${scene.name} has no barriers and fits everywhere, in ${locale}`, async ({
      enter,
      expectComplaint,
    }) => {
      if (scene.complaint) expectComplaint(scene.complaint);
      const page = await visit(scene, enter, { at: new Date(), locale, reducedMotion: "reduce" });
      const found = async (axe: AxeBuilder) => {
        const { violations } = await axe.analyze();
        return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
      };
      const whole = new AxeBuilder({ page }).options({ rules: { "target-size": { enabled: true } } });
      expect.soft(await found(whole), "light").toEqual([]);
      await paint(page, "dark");
      expect.soft(await found(new AxeBuilder({ page }).withRules(RULES_OF_COLOUR)), "dark").toEqual([]);

      for (const { name, ...size } of CRAMPED) {
        await page.setViewportSize(size);
        await expect.soft.poll(() => tooWide(page), { message: name }).toEqual([]);
        expect.soft(await cutOff(page), name).toEqual([]);
      }
    });
  }
}
