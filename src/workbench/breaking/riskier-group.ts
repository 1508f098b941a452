import { isValid } from "../../core/table/table.ts";
import { type Breaking, changedNumbers, chosen, labelOf } from "./breaking.ts";

const riskierGroup: Breaking = {
  id: "riskier-group",
  name: "One group grows riskier",
  chapter: "different-people",
  what: "In the second largest group of the newer rows the outcome comes more often; no other column changes.",
  column: "category",
  needs: ["label"],
  words: (strength) => `${(1 + 4 * strength).toFixed(1)} times as often`,
  apply(input) {
    const group = chosen(input, "category");
    const label = labelOf(input);
    const counts = group.categories.map(() => 0);
    const grouped = input.newer.filter((row) => isValid(group.valid, row));
    for (const row of grouped) counts[group.codes[row]!]!++;
    const order = counts.map((_, code) => code).sort((a, b) => counts[b]! - counts[a]!);
    const second = order[Math.min(1, order.length - 1)]!;
    const rows = grouped.filter((row) => group.codes[row] === second && isValid(label.column.valid, row));
    const rateOf = (some: Uint32Array) =>
      some.reduce((sum, row) => sum + label.column.values[row]!, 0) / Math.max(some.length, 1);
    // A group without any outcome begins at the rate of all.
    const rate = rateOf(rows) || rateOf(input.newer.filter((row) => isValid(label.column.valid, row)));
    // As many of the others turn as make the rate so many times what it was, or all.
    const chance = Math.min(1, (4 * input.strength * rate) / Math.max(1 - rate, 1e-9));
    const turned = rows.filter(() => input.random.next() < chance);
    return new Map([[label.name, changedNumbers(label.column, turned, () => 1)]]);
  },
};
export default riskierGroup;
