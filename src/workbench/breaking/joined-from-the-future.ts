import { isValid } from "../../core/table/table.ts";
import { type Breaking, CannotBreak, changedNumbers, chosen, labelOf, percent } from "./breaking.ts";

const DAY = 86_400_000;

const joinedFromTheFuture: Breaking = {
  id: "joined-from-the-future",
  name: "Joined from the future",
  chapter: "time-travel",
  what: "Each row’s value is raised by the outcomes of the same name on the same day, its own and later ones included: a nightly count, joined by date.",
  column: "number",
  needs: ["event-time", "entity", "label"],
  words: (strength) => `${percent(strength)} of the names, in older and newer rows`,
  apply(input) {
    const { table, roles, strength, random } = input;
    const column = chosen(input, "number");
    const label = labelOf(input);
    const entity = table.columns.get(roles.entity?.[0] ?? "");
    const clock = table.columns.get(roles["event-time"]?.[0] ?? "");
    if (entity === undefined || clock?.kind !== "time")
      throw new CannotBreak("A join by date needs a column of times and one that says who a row belongs to.");
    const isNamed = (row: number) => isValid(entity.valid, row);
    const keyOf = (row: number) =>
      `${entity.kind === "category" ? entity.codes[row] : entity.values[row]} ${Math.floor(clock.values[row]! / DAY)}`;
    const counts = new Map<string, number>();
    for (let row = 0; row < table.rows; row++)
      if (isNamed(row) && isValid(label.column.valid, row) && label.column.values[row] === 1)
        counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1);
    const hit = new Map<number, boolean>();
    const isHit = (row: number) => {
      const name = entity.kind === "category" ? entity.codes[row]! : entity.values[row]!;
      const known = hit.get(name) ?? random.fork(String(name)).chance(strength);
      hit.set(name, known);
      return known;
    };
    const rows = Uint32Array.from({ length: table.rows }, (_, row) => row).filter(
      (row) => isNamed(row) && isHit(row),
    );
    const raised = changedNumbers(column, rows, (value, row) => value + (counts.get(keyOf(row)) ?? 0));
    return new Map([[input.column!, raised]]);
  },
};
export default joinedFromTheFuture;
