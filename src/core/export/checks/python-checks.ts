import type { SqlCheck } from "./sql-check.ts";

const found = import.meta.glob<string>("./*.py", { eager: true, import: "default", query: "?raw" });

/** What several of them call, with the names of the functions of each file. */
const parts = Object.values(
  import.meta.glob<string>("./parts/*.py", { eager: true, import: "default", query: "?raw" }),
).map((source) => ({ source, names: [...source.matchAll(/^def (\w+)/gm)].map(([, name]) => name!) }));

/** The parts that a source calls, and those that these call. */
function partsOf(source: string): string[] {
  const used = new Set<(typeof parts)[number]>();
  const follow = (text: string) => {
    for (const part of parts)
      if (!used.has(part) && part.names.some((name) => text.includes(`${name}(`))) {
        used.add(part);
        follow(part.source);
      }
  };
  follow(source);
  return [...used].map((part) => part.source);
}

/** The sources by detector, each with the parts that it calls; several call the same ones. */
export const pythonSources: ReadonlyMap<string, { own: string; parts: readonly string[] }> = new Map(
  Object.entries(found)
    .map(([path, own]) => [path.slice(2, -3), { own, parts: partsOf(own) }] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1)),
);

/**
 * The same figures as the detector's SQL gives, in Python (pandas, NumPy, SciPy): `<id>.py` beside it defines a function of
 * the detector's name with underscores, `check(older, newer, columns, roles)`. It takes the windows as data frames (missing
 * is NaN, times are timestamps, the label is 0 or 1; `newer` is None where there is one table), and returns the figures as a
 * dictionary.
 */
export const pythonChecks: ReadonlyMap<string, string> = new Map(
  [...pythonSources].map(([id, { own, parts }]) => [id, [...parts, own].join("\n\n")]),
);

/** The name of a detector's function. */
export const pythonName = (id: string): string => id.replaceAll("-", "_");

type Figures = Pick<SqlCheck, "id" | "figures">;
const alone = import.meta.glob<Figures>("./*.figures.ts", {
  eager: true,
  import: "default",
});

/**
 * Where a detector is in Python alone: its figures from its own finding, from `<id>.figures.ts` (the others have them beside
 * their SQL).
 */
export const pythonOnly: readonly Figures[] = Object.values(alone);
