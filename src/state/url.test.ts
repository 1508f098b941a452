import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chapters } from "../chapters/registry.ts";
import type { Chapter, ParamSpec } from "../core/contracts.ts";
import { defaultSetting, type Known, type LinkState, type Setting } from "./link.ts";
import { decode, encode, reserved } from "./url.ts";

const params = {
  delay: { kind: "number", label: "Delay", unit: "h", min: 0, max: 72, step: 0.5, default: 6 },
  share: { kind: "number", label: "Share", unit: "%", min: 0, max: 1, step: 0.01, default: 0.4 },
  rows: {
    kind: "number",
    label: "Rows",
    unit: "",
    min: 1000,
    max: 200000,
    step: 1000,
    default: 30000,
    scale: "log",
  },
  policy: { kind: "choice", label: "Join", options: ["latest", "as-of", "as of & late"], default: "latest" },
  batch: { kind: "flag", label: "Nightly batch", default: false },
} satisfies Record<string, ParamSpec>;

const chapter: Chapter = {
  id: "time-travel",
  title: "Time travel",
  standfirst: "",
  part: 1,
  order: 1,
  seed: 1,
  params,
  sources: [],
};
const known: Known = {
  chapters: [chapter.id],
  manifest: (id) => (id === chapter.id ? chapter : undefined),
  pages: ["contents", "your-data", "detectors", "glossary"],
  pagesOfItems: { detectors: "id", glossary: "term" },
  fieldsOfItems: { detectors: ["case", "strength"] },
};
const initial = defaultSetting(chapter);

const at = (change: Partial<Setting>): LinkState => ({
  place: { kind: "chapter", id: "time-travel" },
  setting: { ...initial, ...change },
});
const read = (hash: string) => decode(hash, known);

describe("writing the address", () => {
  test("a chapter at its defaults is its bare name", () => {
    expect(encode(at({}), known)).toBe("#/time-travel");
  });

  test("only what differs from the defaults is written, after the version", () => {
    const params = { ...initial.params, delay: 12, batch: true };
    expect(encode(at({ seed: 7, params }), known)).toBe("#/time-travel?v=1&seed=7&delay=12&batch=1");
  });

  test("the first page is the empty address", () => {
    expect(encode({ place: { kind: "page", id: "contents" }, setting: null }, known)).toBe("#/");
  });

  test("hidden and locked controls are lists", () => {
    expect(encode(at({ hidden: ["policy"], locked: ["delay", "seed"] }), known)).toBe(
      "#/time-travel?v=1&hide=policy&lock=delay,seed",
    );
  });
});

describe("reading the address", () => {
  test("a unit may follow a number", () => {
    const { state, warnings } = read("#/time-travel?delay=12h&share=25%25");
    expect(warnings).toEqual([]);
    expect(state.setting?.params).toMatchObject({ delay: 12, share: 0.25 });
  });

  test("a percent sign typed by hand, not escaped, is understood", () => {
    expect(read("#/time-travel?share=40%").state.setting?.params.share).toBe(0.4);
    expect(read("#/time-travel?share=7%").state.setting?.params.share).toBe(0.07);
  });

  test("a page of many things may name one, and only such a page", () => {
    const place = { kind: "page", id: "detectors", item: "wasserstein" } as const;
    expect(encode({ place, setting: null }, known)).toBe("#/detectors?id=wasserstein");
    expect(read("#/detectors?id=wasserstein")).toEqual({ state: { place, setting: null }, warnings: [] });
    expect(read("#/detectors?id=").state.place).toEqual({ kind: "page", id: "detectors" });
    const hostile = { ...place, item: "<b>&id=1%2F?#" };
    expect(read(encode({ place: hostile, setting: null }, known)).state.place).toEqual(hostile);
    const { state, warnings } = read("#/your-data?id=wasserstein");
    expect(state.place).toEqual({ kind: "page", id: "your-data" });
    expect(warnings.map(({ code, field }) => [code, field])).toEqual([["unknown-field", "id"]]);
  });

  test("an item may have fields of its own, which are kept as they are written; a page without an item has none", () => {
    const fields = { case: "a & b=c", strength: "0.2" };
    const place = { kind: "page", id: "detectors", item: "wasserstein", fields } as const;
    const address = encode({ place, setting: null }, known);
    expect(address).toBe("#/detectors?id=wasserstein&case=a%20%26%20b%3Dc&strength=0.2");
    expect(read(address)).toEqual({ state: { place, setting: null }, warnings: [] });
    const { state, warnings } = read("#/detectors?id=wasserstein&strength=1&colour=red");
    expect(state.place).toMatchObject({ fields: { strength: "1" } });
    expect(warnings.map(({ code, field }) => [code, field])).toEqual([["unknown-field", "colour"]]);
    expect(read("#/detectors?strength=1").warnings).toHaveLength(1);
    expect(read("#/glossary?term=drift&strength=1").warnings).toHaveLength(1);
  });

  test("an empty address is the first page, without a warning", () => {
    for (const hash of ["", "#", "#/", "#//"])
      expect(read(hash)).toEqual({
        state: { place: { kind: "page", id: "contents" }, setting: null },
        warnings: [],
      });
  });

  const wrong: [what: string, query: string, code: string, field: string, value: string, used: string][] = [
    ["an unknown field", "colour=red", "unknown-field", "colour", "red", ""],
    ["a number above the range", "delay=73", "out-of-range", "delay", "73", "6"],
    ["a number below the range", "delay=-1", "out-of-range", "delay", "-1", "6"],
    ["a share written as if it were a percentage", "share=40", "out-of-range", "share", "40", "0.4"],
    ["a word in place of a number", "delay=soon", "not-a-number", "delay", "soon", "6"],
    ["an empty value", "delay=", "not-a-number", "delay", "", "6"],
    ["infinity", "delay=Infinity", "not-a-number", "delay", "Infinity", "6"],
    ["a number too large for a double", "delay=1e999", "not-a-number", "delay", "1e999", "6"],
    ["a foreign unit", "delay=6kg", "not-a-number", "delay", "6kg", "6"],
    ["a number between two steps", "delay=6.2", "off-step", "delay", "6.2", "6"],
    ["an option that does not exist", "policy=newest", "wrong-option", "policy", "newest", "latest"],
    ["a flag that is neither on nor off", "batch=maybe", "not-a-flag", "batch", "maybe", "false"],
    ["a seed with a fraction", "seed=1.5", "not-whole", "seed", "1.5", "1"],
    ["a seed beyond 31 bits", "seed=99999999999", "out-of-range", "seed", "99999999999", "1"],
    ["a day that is no number", "day=x", "not-whole", "day", "x", ""],
    ["a version of the future", "v=2&delay=9", "future-version", "v", "2", "1"],
    ["a version that is no number", "v=one", "unknown-version", "v", "one", "1"],
    ["a field given twice", "delay=6&delay=9", "repeated", "delay", "9", "6"],
    ["a control to hide that is not there", "hide=colour", "unknown-control", "hide", "colour", ""],
    ["a name from the prototype of objects", "__proto__=1", "unknown-field", "__proto__", "1", ""],
  ];
  test.each(wrong)("%s is replaced and named", (_what, query, code, field, value, used) => {
    const { state, warnings } = read(`#/time-travel?${query}`);
    expect(state.setting).toEqual(initial);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatchObject({ code, field, value, used });
    expect(warnings[0]!.sentence).toContain(value);
  });

  test("an unknown chapter leads to the contents and is named", () => {
    const { state, warnings } = read("#/time-travels?delay=3");
    expect(state.place).toEqual({ kind: "page", id: "contents" });
    expect(warnings).toMatchObject([{ code: "unknown-place", value: "time-travels" }]);
  });

  test("one wrong value costs no other", () => {
    const { state, warnings } = read("#/time-travel?v=1&delay=soon&seed=9&share=0.5");
    expect(state.setting).toMatchObject({ seed: 9, params: { delay: 6, share: 0.5 } });
    expect(warnings).toHaveLength(1);
  });

  test("a very long value is cut in the warning", () => {
    const { warnings } = read(`#/time-travel?delay=${"x".repeat(10_000)}`);
    expect(warnings[0]!.sentence.length).toBeLessThan(300);
  });
});

describe("there and back", () => {
  const control = fc.constantFrom("delay", "share", "rows", "policy", "batch", "seed");
  const setting = fc.record({
    seed: fc.nat({ max: 2 ** 31 - 1 }),
    params: fc.record({
      delay: fc.nat({ max: 144 }).map((n) => n / 2),
      share: fc.nat({ max: 100 }).map((n) => n / 100),
      rows: fc.integer({ min: 1, max: 200 }).map((n) => n * 1000),
      policy: fc.constantFrom(...params.policy.options),
      batch: fc.boolean(),
    }),
    day: fc.option(fc.nat({ max: 1000 })),
    step: fc.option(fc.nat({ max: 20 })),
    hidden: fc.uniqueArray(control),
    locked: fc.uniqueArray(control),
  });

  test("every state comes back from its address unchanged, without a warning", () => {
    fc.assert(
      fc.property(setting, (setting) => {
        const { state, warnings } = read(encode(at(setting), known));
        expect(warnings).toEqual([]);
        expect(state.setting).toEqual(setting);
      }),
    );
  });

  test("any text at all is read without a throw, and what was read writes an address that warns of nothing", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string().map((s) => `#/time-travel?${s}`),
      fc.webQueryParameters().map((s) => `#/time-travel?v=1&${s}`),
      fc
        .tuple(fc.constantFrom("delay", "share", "policy", "batch", "seed", "day", "lock"), fc.string())
        .map(([key, value]) => `#/time-travel?${key}=${encodeURIComponent(value)}`),
    );
    fc.assert(
      fc.property(text, (hash) => {
        const { state } = read(hash);
        const again = read(encode(state, known));
        expect(again.warnings).toEqual([]);
        expect(again.state).toEqual(state);
      }),
      { numRuns: 500 },
    );
  });
});

test("no chapter calls a parameter by a name that the address keeps for itself", () => {
  for (const { id, params } of chapters)
    for (const name of reserved) expect(Object.keys(params), `chapter ${id}`).not.toContain(name);
});

test("every default of every chapter lies on its control's steps", () => {
  for (const entry of chapters) {
    const places = { chapters: [entry.id], manifest: () => entry, pages: ["contents"] };
    for (const [key, spec] of Object.entries(entry.params)) {
      const { warnings } = decode(`#/${entry.id}?${key}=${encodeURIComponent(String(spec.default))}`, places);
      expect(warnings, `${entry.id} ${key}`).toEqual([]);
    }
  }
});
