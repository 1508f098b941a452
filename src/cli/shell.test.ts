import { expect, test } from "vitest";
// @ts-expect-error plain JavaScript, so that it runs where nothing is installed
import { isInstalled } from "./shell.mjs";

const lock = (packages: Record<string, object>) => ({ packages: { "": { name: "as-of" }, ...packages } });
const wanted = lock({
  "node_modules/a": { version: "1.0.0" },
  "node_modules/b": { version: "2.0.0", optional: true },
});

test("nothing needs installing where every package is there in its version; those for other machines may be absent", () => {
  expect(isInstalled(wanted, lock({ "node_modules/a": { version: "1.0.0" } }))).toBe(true);
});

test("a missing folder, a missing package and another version need installing", () => {
  expect(isInstalled(wanted, null)).toBe(false);
  expect(isInstalled(wanted, lock({}))).toBe(false);
  expect(isInstalled(wanted, lock({ "node_modules/a": { version: "1.0.1" } }))).toBe(false);
});
