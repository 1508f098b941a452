import { expect, test } from "vitest";
// @ts-expect-error plain JavaScript, so that it runs where nothing is installed
import { installed, isAllowed, objection } from "./licences.mjs";

const accepts = (licence: string) => licence === "MIT" || licence === "ISC";

test.each([
  ["MIT", true],
  ["GPL-3.0", false],
  ["(MIT OR GPL-3.0)", true],
  ["(MIT AND GPL-3.0)", false],
  ["MIT AND (GPL-3.0 OR ISC)", true],
  ["GPL-3.0 OR MIT AND ISC", true],
  ["MIT GPL-3.0", false],
  ["", false],
])("the expression “%s” is allowed: %s", (expression, allowed) => {
  expect(isAllowed(expression, accepts)).toBe(allowed);
});

test.each([
  [{ name: "a", licence: "MIT", ships: true }, null],
  [{ name: "a", licence: "", ships: true }, "a names no licence."],
  [
    { name: "a", licence: "AGPL-3.0-only", ships: false },
    "a is under AGPL-3.0-only, which is not on the list.",
  ],
  [{ name: "a", licence: "OFL-1.1", ships: true }, "a is under OFL-1.1, which is not on the list."],
  [{ name: "@fontsource-variable/inter", licence: "OFL-1.1", ships: true }, null],
  [{ name: "a", licence: "MPL-2.0", ships: true }, "a is under MPL-2.0, which is not on the list."],
  [{ name: "a", licence: "MPL-2.0", ships: false }, null],
])("%j: %j", (entry, sentence) => {
  expect(objection(entry)).toBe(sentence);
});

test("the packages that ship are known, React among them", () => {
  const names = installed()
    .filter(({ ships }: { ships: boolean }) => ships)
    .map(({ name }: { name: string }) => name);
  expect(names).toContain("react");
  expect(names).not.toContain("vite");
});
