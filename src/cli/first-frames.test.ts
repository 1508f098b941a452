import { frames } from "virtual:first-frames";
import { describe, expect, test } from "vitest";
import { chapters } from "../chapters/registry.ts";
import { firstDifference } from "../engine/difference.ts";
import { encodeModule } from "./encode-module.ts";
import { chapterIds } from "./first-frames.ts";
import { runDefault } from "./run-default.ts";

const evaluate = async (value: unknown) =>
  (await import(`data:text/javascript,${encodeURIComponent(encodeModule(value))}`)).default;

describe("a result as a module", () => {
  test.each([
    ["numbers to the last bit", [0.1 + 0.2, 5e-324, 1.7976931348623157e308, -0, 1e21, Number.NaN, -Infinity]],
    [
      "typed arrays",
      { a: new Float64Array([0.1, -0, Number.NaN]), b: new Int32Array([-7]), c: new Uint8Array(0) },
    ],
    ["texts that look like code", ["</script><script>", "\u2028\u2029", 'a"b\\c\n', "`$" + "{x}`"]],
    ["nothing, null, true", [undefined, null, true, false]],
    ["maps and sets", { map: new Map([["x", { y: [1] }]]), set: new Set([1, 2]) }],
    ["keys that are names of the language", JSON.parse('{"__proto__":1,"constructor":2,"a b":3}')],
  ])("keeps %s", async (_what, value) => {
    expect(firstDifference(await evaluate(value), value, "value")).toBeNull();
  });

  test("refuses what is no data, and names the place", () => {
    expect(() => encodeModule({ a: [{ f: () => 1 }] })).toThrow("result.a[0].f");
    expect(() => encodeModule({ when: new Date(0) })).toThrow("result.when");
  });
});

describe("the first frames", () => {
  test("there is one for every chapter that has an experiment", () => {
    expect(Object.keys(frames)).toEqual(chapterIds());
    for (const id of chapterIds()) expect(chapters.map((chapter) => chapter.id)).toContain(id);
  });

  test.each(chapterIds())("%s: what ships is there, and written as a module loses nothing", async (id) => {
    const shipped = (await frames[id]!()).default;
    expect(firstDifference(await evaluate(shipped), shipped, "result")).toBeNull();
    expect(Object.keys(shipped as object).length).toBeGreaterThan(0);
  });

  // That every chapter's equals a run of now, to the last bit, is seen in the browser's own worker: e2e/self-check.spec.ts. Here three
  // that differ tell whether keeping and writing them loses anything.
  const ids = chapterIds();
  test.each([ids[0]!, ids[ids.length >> 1]!, ids.at(-1)!])(
    "%s: what ships equals a run of now, to the last bit",
    async (id) => {
      const shipped = (await frames[id]!()).default;
      expect(firstDifference(shipped, await runDefault(id), "result")).toBeNull();
    },
  );
});
