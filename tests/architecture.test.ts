import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "..");
const code = ["app", "components", "words", "lib", "party", "db"].flatMap((folder) => filesIn(folder));

interface Import {
  from: string;
  to: string;
  /** Only types, which no bundle brings. */
  isOfTypes: boolean;
}

const imports: Import[] = code.flatMap((from) =>
  [
    ...fs
      .readFileSync(path.join(root, from), "utf8")
      .matchAll(
        /(?:^import (type )?(?:(\{[^}]*\})|[^"'{}]*) from|from|import\(|^import)\s*["']([^"']+)["']/gm,
      ),
  ].map(([, type, names, specifier = ""]) => ({
    from,
    to: resolved(from, specifier),
    isOfTypes:
      type !== undefined || (names !== undefined && /^\{(\s*type \w+( as \w+)?,?)+\s*\}$/.test(names)),
  })),
);

const layerOf = (file: string) => file.split("/")[0] ?? "";
const broken = (is: (each: Import) => boolean) => imports.filter(is).map(({ from, to }) => `${from} → ${to}`);

describe("imports run one way", () => {
  const allowed: Record<string, string[]> = {
    lib: ["lib"],
    db: ["db", "lib"],
    party: ["party", "db", "lib"],
    words: ["words", "lib"],
    components: ["components", "words", "lib"],
    app: ["app", "components", "words", "db", "lib"],
  };

  it("between the folders", () => {
    const isOurs = (to: string) => layerOf(to) in allowed;
    expect(broken(({ from, to }) => isOurs(to) && !allowed[layerOf(from)]?.includes(layerOf(to)))).toEqual(
      [],
    );
  });

  it("keeps frameworks, the platform and the database out of lib", () => {
    const foreign = /^(next|react|partykit|drizzle-orm|@vercel\/|@neondatabase\/|@tanstack\/)/;
    expect(broken(({ from, to }) => layerOf(from) === "lib" && foreign.test(to))).toEqual([]);
    expect(broken(({ from, to }) => layerOf(from) === "party" && /^(next|react)/.test(to))).toEqual([]);
    expect(broken(({ from, to }) => layerOf(from) === "db" && /^(next|react|partykit)/.test(to))).toEqual([]);
  });

  it("keeps the database to the ledger", () => {
    const ofTheLedger = ["party/ledger.ts", "party/news.ts"];
    expect(
      broken(
        ({ from, to }) => layerOf(from) === "party" && layerOf(to) === "db" && !ofTheLedger.includes(from),
      ),
    ).toEqual([]);
    expect(imports.filter(({ to }) => to === "party/news").map(({ from }) => from)).toEqual([
      "party/ledger.ts",
    ]);
  });

  it("keeps secrets, the database and the checking of shapes away from the browser", () => {
    const browser = code.filter((file) =>
      /^\s*["']use client["']/.test(fs.readFileSync(path.join(root, file), "utf8")),
    );
    const reached = closure([...browser, ...code.filter((file) => file.startsWith("lib/client/"))]);
    expect(reached.size).toBeGreaterThan(browser.length);
    const secret = (to: string) =>
      to.startsWith("lib/server/") || layerOf(to) === "db" || to.startsWith("zod");
    expect(broken(({ from, to, isOfTypes }) => reached.has(from) && !isOfTypes && secret(to))).toEqual([]);
  });
});

describe("files", () => {
  it("are at most 300 lines long", () => {
    const long = code.filter(
      (file) => fs.readFileSync(path.join(root, file), "utf8").split("\n").length > 301,
    );
    expect(long).toEqual([]);
  });

  it("are named by what they are, with no drawers", () => {
    expect(
      code.filter((file) =>
        /(^|\/)(utils?|helpers?|misc|common|constants|types|index)(\.tsx?$|\/)/.test(file),
      ),
    ).toEqual([]);
  });
});

describe("pages of admins", () => {
  it.each(code.filter((file) => /^app\/admin\/.*page\.tsx$/.test(file) && !file.endsWith("admin-page.tsx")))(
    "[S10] are shown to nobody else, nor what they are called: %s",
    (file) => {
      const text = fs.readFileSync(path.join(root, file), "utf8");
      const [, inTitle, inPage] = text.split(
        /export (?:async function generateMetadata|default async function)/,
      );
      for (const part of [inTitle, inPage]) expect(part).toMatch(/await requireAdmin\([`"]\/admin/);
    },
  );
});

/** What a browser bundle pulls in: server actions are called over the wire, so the walk ends at them. */
function closure(entries: string[]): Set<string> {
  const filesByName = new Map(code.map((file) => [bare(file), file]));
  const reached = new Set<string>();
  const walk = (file: string) => {
    if (reached.has(file) || isServerAction(file)) return;
    reached.add(file);
    for (const { from, to, isOfTypes } of imports) {
      const next = from === file && !isOfTypes && filesByName.get(bare(to));
      if (next) walk(next);
    }
  };
  for (const entry of entries) walk(entry);
  return reached;
}

function bare(file: string): string {
  return file.replace(/\.tsx?$/, "");
}

function isServerAction(file: string): boolean {
  return /^\s*["']use server["']/.test(fs.readFileSync(path.join(root, file), "utf8"));
}

function resolved(from: string, specifier: string): string {
  if (specifier.startsWith("@/")) return specifier.slice(2);
  if (specifier.startsWith("."))
    return path.posix.normalize(path.posix.join(path.posix.dirname(from), specifier));
  return specifier;
}

function filesIn(folder: string): string[] {
  return fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .map((name) => path.posix.join(folder, name.replaceAll(path.sep, "/")))
    .filter((name) => /\.tsx?$/.test(name));
}
