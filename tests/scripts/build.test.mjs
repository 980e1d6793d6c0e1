import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { sourcesHash } from "../../scripts/build.mjs";

test("the site is built again when a source is changed, added, moved or taken away", () => {
  const { dir, write, remove } = project();
  write("app/page.tsx", "one");
  write("package-lock.json", "{}");
  const seen = [sourcesHash(dir)];

  write("app/page.tsx", "two");
  seen.push(sourcesHash(dir));
  write("lib/client/outbox.ts", "new");
  seen.push(sourcesHash(dir));
  remove("lib/client/outbox.ts");
  write("lib/outbox.ts", "new");
  seen.push(sourcesHash(dir));
  remove("lib/outbox.ts");
  write("package-lock.json", '{"packages":{}}');
  seen.push(sourcesHash(dir));
  write("next.config.mjs", "export default {}");
  seen.push(sourcesHash(dir));

  expect(new Set(seen).size).toBe(seen.length);
});

test("it is not built again for what it is not made of, nor when all is as before", () => {
  const { dir, write } = project();
  write("app/page.tsx", "one");
  const before = sourcesHash(dir);
  write("README.md", "words");
  write("tests/page.test.ts", "a test");
  write(".data/secrets.json", "{}");
  write("app/page.tsx", "two");
  write("app/page.tsx", "one");
  expect(sourcesHash(dir)).toBe(before);
});

function project() {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "servihub build "));
  onTestFinished(() => fs.rmSync(dir, { recursive: true, force: true }));
  return {
    dir,
    write(name, text) {
      fs.mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
      fs.writeFileSync(path.join(dir, name), text);
    },
    remove: (name) => fs.rmSync(path.join(dir, name)),
  };
}
