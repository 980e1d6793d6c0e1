import { expect, test } from "vitest";
import { missingPackages } from "../../scripts/missing-packages.mjs";

const lock = {
  packages: {
    "": { name: "servihub-chat" },
    "node_modules/next": { version: "16.4.5" },
    "node_modules/vitest": { version: "4.1.12", dev: true },
    "node_modules/@next/swc-linux-x64-gnu": {
      version: "16.4.5",
      optional: true,
      os: ["linux"],
      cpu: ["x64"],
    },
    "node_modules/@next/swc-darwin-arm64": {
      version: "16.4.5",
      optional: true,
      os: ["darwin"],
      cpu: ["arm64"],
    },
    "node_modules/of-a-wasm-fallback": { version: "1.0.0", optional: true },
  },
};
const linux = { platform: "linux", arch: "x64" };
const installed = {
  packages: {
    "node_modules/next": { version: "16.4.5" },
    "node_modules/vitest": { version: "4.1.12" },
    "node_modules/@next/swc-linux-x64-gnu": { version: "16.4.5" },
  },
};

test("a complete install lacks nothing, though other platforms' packages are not there", () => {
  expect(missingPackages({ wanted: lock, installed, ...linux })).toEqual([]);
});

test("without npm's closing note, as after a killed install, everything is missing", () => {
  expect(missingPackages({ wanted: lock, installed: { packages: {} }, ...linux })).toHaveLength(3);
});

test("another version, or an install for production only, is seen", () => {
  const { "node_modules/vitest": _, ...forProduction } = installed.packages;
  const old = { ...forProduction, "node_modules/next": { version: "16.0.0" } };
  expect(missingPackages({ wanted: lock, installed: { packages: old }, ...linux })).toEqual([
    "node_modules/next",
    "node_modules/vitest",
  ]);
});

test("node_modules carried over from another platform are seen", () => {
  expect(missingPackages({ wanted: lock, installed, platform: "darwin", arch: "arm64" })).toEqual([
    "node_modules/@next/swc-darwin-arm64",
  ]);
});
