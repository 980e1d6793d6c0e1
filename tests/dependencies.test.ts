import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "..");
const read = (file: string) => fs.readFileSync(path.join(root, file), "utf8");

interface Locked {
  version?: string;
  resolved?: string;
  integrity?: string;
  link?: boolean;
  hasInstallScript?: boolean;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

const wanted = JSON.parse(read("package.json"));
const { lockfileVersion, packages } = JSON.parse(read("package-lock.json"));
const locked = Object.entries<Locked>(packages).filter(([place]) => place !== "");
/** The name of a package by where it lies. */
const nameOf = (place: string) => place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length);

describe("[S36] what we depend on", () => {
  it("is locked as it is wanted", () => {
    expect(lockfileVersion).toBe(3);
    const { dependencies, devDependencies } = packages[""];
    expect({ dependencies, devDependencies }).toEqual({
      dependencies: wanted.dependencies,
      devDependencies: wanted.devDependencies,
    });
  });

  it("is known by what it contains, and comes from no place but the registry", () => {
    expect(locked.length).toBeGreaterThan(400);
    const unknown = locked.filter(
      ([, { version, resolved, integrity, link }]) =>
        link || !/^\d+\.\d+\.\d+/.test(version ?? "") || !integrity?.startsWith("sha512-") || resolved,
    );
    expect(unknown).toEqual([]);
  });

  it("runs no program when it comes in: each package that has one is named, and refused", () => {
    const withProgram = locked.filter(([, { hasInstallScript }]) => hasInstallScript);
    const named = [...new Set(withProgram.map(([place]) => nameOf(place)))].sort();
    expect(Object.keys(wanted.allowScripts).sort()).toEqual(named);
    expect(new Set(Object.values(wanted.allowScripts))).toEqual(new Set([false]));
  });

  it.each(["scripts/bootstrap.mjs", "Dockerfile", "DEPLOY.md"])(
    "is installed without programs by %s",
    (file) => {
      const lines = read(file).split("\n");
      const installs = lines.filter((line) => /\bnpm ci\b|\["ci"/.test(line));
      expect(installs).not.toEqual([]);
      expect(installs.filter((line) => !line.includes("--ignore-scripts"))).toEqual([]);
    },
  );
});
