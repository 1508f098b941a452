// Two copies of the same rows with what goes wrong in pipelines: other spellings, new kinds of gap, doubled keys, days without rows, late feeds.
import type { DetectorInput, Roles } from "../core/contracts.ts";
import { type Random, random } from "../core/random.ts";
import { categories, clearValid, numbers, type Table, table, times, validity } from "../core/table/table.ts";

const HOUR = 3600000;
const DAY = 24 * HOUR;
const START = 1735689600000;
const DAYS = 21;
const ROWS_PER_DAY = 40;
const ROLES: Roles = {
  key: ["id"],
  "event-time": ["at"],
  "feature-known-time": ["loaded_at", "fetched_at"],
  entity: ["shop"],
  label: ["outcome"],
  decision: ["decision"],
  score: ["score"],
};

/** Rows of each day: the newer copy has a day without any and one with six times as many. */
const sizeOf = (day: number, isNewer: boolean) =>
  isNewer && day === 9 ? 0 : isNewer && day === 15 ? 6 * ROWS_PER_DAY : ROWS_PER_DAY;

function copyOf(isNewer: boolean): Table {
  const source = random(isNewer ? 22 : 21);
  const at: number[] = [];
  for (let day = 0; day < DAYS; day++)
    for (let k = 0; k < sizeOf(day, isNewer); k++) at.push(START + day * DAY + source.integer(DAY));
  const rows = at.length;
  const of = (make: (chance: Random, row: number) => number) =>
    Float64Array.from({ length: rows }, (_, row) => make(source, row));
  const texts = (make: (chance: Random) => string | null) =>
    categories(Array.from({ length: rows }, () => make(source)));
  const gaps = (share: number) => {
    const valid = validity(rows, true);
    for (let row = 0; row < rows; row++) if (source.chance(share)) clearValid(valid, row);
    return valid;
  };
  const ifNewer = (chance: Random, share: number) => isNewer && chance.chance(share);
  return table([
    // The same keys on both sides, some of them doubled in the newer copy.
    ["id", numbers(of((chance, row) => (ifNewer(chance, 0.05) ? Math.floor(row / 2) : row)))],
    ["at", times(Float64Array.from(at))],
    [
      "loaded_at",
      times(of((chance, row) => at[row]! + Math.floor(chance.exponential((isNewer ? 3 : 1) * HOUR)))),
    ],
    [
      "fetched_at",
      times(
        of((chance, row) => at[row]! - Math.floor(chance.exponential(2 * HOUR))),
        gaps(0.1),
      ),
    ],
    ["shop", numbers(of((chance) => chance.integer(50)))],
    [
      "outcome",
      numbers(
        of((chance) => (chance.chance(0.3) ? 1 : 0)),
        gaps(isNewer ? 0.5 : 0.3),
      ),
    ],
    [
      "decision",
      texts((chance) => (chance.chance(0.1) ? null : chance.chance(0.3) ? "declined" : "approved")),
    ],
    ["score", numbers(of((chance) => chance.next()))],
    [
      "amount",
      numbers(
        of((chance, row) => (ifNewer(chance, 0.03) ? -row : (row % 97) + 0.25 * (row % 2))),
        gaps(0.05),
      ),
    ],
    [
      "limits",
      numbers(
        of((chance, row) =>
          ifNewer(chance, 0.03) ? Number.POSITIVE_INFINITY : row % 11 === 0 && !isNewer ? 1 : row % 60,
        ),
      ),
    ],
    ["whole", numbers(of((chance, row) => (row % 40) + (ifNewer(chance, 0.02) ? 0.5 : 0)))],
    ["rounded", numbers(of((_, row) => (row % 30) + (isNewer ? 0 : 0.125)))],
    ["moved", numbers(of((_, row) => (row % 30) + (isNewer ? 20 : 0)))],
    [
      "method",
      texts((chance) => {
        if (ifNewer(chance, 0.02)) return " ";
        if (ifNewer(chance, 0.02)) return "N/A";
        const known = chance.chance(0.5) ? "card" : "bank transfer";
        return ifNewer(chance, 0.2) ? ` ${known.toUpperCase()}` : known;
      }),
    ],
    [
      "code",
      texts((chance) => (chance.chance(isNewer ? 0.8 : 0.3) ? `${chance.integer(50)}` : "none of them")),
    ],
    ["city", texts((chance) => `city ${chance.integer(20) + (ifNewer(chance, 0.5) ? 20 : 0)}`)],
  ]);
}

const COPIES = { reference: copyOf(false), current: copyOf(true), roles: ROLES };

/** The columns that a detector over pipelines is held to, by its id. */
const COLUMNS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  schema: [[...COPIES.reference.columns.keys()]],
  "row-parity": [["amount"], ["limits"], ["rounded"], ["method"], ["at"], ["outcome"]],
  lateness: [[]],
  "selective-labels": [[]],
};

export function hardPipelines(id: string): readonly DetectorInput[] {
  return (COLUMNS[id] ?? []).map((columns) => ({ ...COPIES, columns }));
}
