import { figure } from "../../core/detectors/findings.ts";
import { pairsOf, valueAt } from "../../core/detectors/shared/keyed-rows.ts";
import { isSame } from "../../core/detectors/shared/parity-causes.ts";
import { type Maker, rates, shareOf, short, WITH_INTERVALS } from "./context.ts";
import type { Picture } from "./picture.ts";

/** So many pairs that differ, and half as many that do not, are drawn. */
const DRAWN = 200;
const LISTED = 6;
/** Of more pairs than this every second, third ... is looked at. */
const READ = 200_000;

type Value = number | string | null;
/** The values of the pairs, with the places of those that differ and of those that do not. */
type Compared = { a(i: number): Value; b(i: number): Value; differ: number[]; equal: number[] };

/** The same rows computed twice: one value against the other, or which value became which. */
export const parity: Maker = ({ columns, fact, setup: { prepared, windows } }) => {
  const { reference, current } = windows;
  const name = columns[0]!;
  const [before, now] = [reference.columns.get(name), current?.columns.get(name)];
  const found = current && pairsOf(reference, current, prepared.roles.key ?? []);
  if (!found || before === undefined || now === undefined) return [null];
  const pairs: Compared = {
    a: (i) => valueAt(before, found.reference[i]!),
    b: (i) => valueAt(now, found.current[i]!),
    differ: [],
    equal: [],
  };
  const step = Math.ceil(found.reference.length / READ);
  for (let i = 0; i < found.reference.length; i += step)
    (isSame(pairs.a(i), pairs.b(i), before.kind) ? pairs.equal : pairs.differ).push(i);
  if (before.kind === "category" || now.kind === "category") return [changes(name, pairs)];
  const lacking = pairs.differ.filter((i) => pairs.a(i) === null || pairs.b(i) === null).length;
  return [
    lacking > pairs.differ.length / 2
      ? gaps(name, pairs)
      : values(name, pairs, fact("different"), fact("pairs")),
  ];
};

/** An even sample of a list. */
const some = <T>(all: readonly T[], most: number): T[] =>
  all.length <= most
    ? [...all]
    : Array.from({ length: most }, (_, i) => all[Math.floor((i * all.length) / most)]!);

function values(
  name: string,
  { a, b, differ, equal }: Compared,
  different: number,
  pairs: number,
): Picture | null {
  const at = (differs: boolean) => (i: number) => ({
    x: Number(a(i) ?? Number.NaN),
    y: Number(b(i) ?? Number.NaN),
    differs,
  });
  const points = [...some(equal, DRAWN / 2).map(at(false)), ...some(differ, DRAWN).map(at(true))].filter(
    ({ x, y }) => Number.isFinite(x) && Number.isFinite(y),
  );
  if (points.length === 0) return null;
  const sizes = points.flatMap(({ x, y }) => [x, y]).sort((x, y) => x - y);
  const isLog = sizes[0]! > 0 && sizes.at(-1)! > 100 * sizes[sizes.length >> 1]!;
  const drawn = points.filter(({ differs }) => differs).length;
  const few = (all: number, some: number) => (some < all ? `${figure(some)} of ${figure(all)}` : figure(all));
  return {
    kind: "pairs",
    title: `“${short(name)}” of the same rows in both files: ${few(different, drawn)} pairs that differ, ${few(pairs - different, points.length - drawn)} that do not`,
    x: "in the first file",
    y: "in the second file",
    isLog,
    points,
  };
}

function changes(name: string, { a, b, differ, equal }: Compared): Picture | null {
  const counts = new Map<string, number>();
  for (const i of differ) {
    const key = `${worded(a(i))} → ${worded(b(i))}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const rows = differ.length + equal.length;
  const items = [...counts].sort((x, y) => y[1] - x[1]).slice(0, LISTED);
  return rates(
    `Values of “${short(name)}” that are another in the second file: share of the pairs, ${WITH_INTERVALS}`,
    "share",
    items.map(([label, count]) => shareOf(label, count / rows, rows, 1, "alarm")),
  );
}

function gaps(name: string, { a, b, differ, equal }: Compared): Picture | null {
  const rows = differ.length + equal.length;
  const share = (label: string, count: number, tone: "plain" | "alarm" = "alarm") =>
    shareOf(label, count / rows, rows, 1, tone);
  const [first, second] = [a, b].map((of) => differ.filter((i) => of(i) === null).length) as [number, number];
  return rates(`Pairs of rows by their two values of “${short(name)}”, ${WITH_INTERVALS}`, "share", [
    share("equal", equal.length, "plain"),
    share("missing in the second file alone", second),
    share("missing in the first file alone", first),
    share("two different values", differ.length - first - second),
  ]);
}

const worded = (value: Value): string => (value === null ? "no value" : `“${short(String(value), 24)}”`);
