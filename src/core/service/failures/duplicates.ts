import { hitRows, percent } from "../change.ts";
import type { Failure } from "../contracts.ts";
import { withHistoriesOf } from "../feed.ts";

/** Rows arrive twice: counted twice in the histories, looked at twice when stopped. */
const duplicates: Failure = {
  id: "duplicates",
  name: "Duplicates",
  chapter: "broken-data",
  fault: "broken-feed",
  summary:
    "A retry sends rows twice: they count twice in the histories, and what is stopped is looked at twice.",
  cause: "rows that arrive twice",
  repair: "gate-the-batch",
  alsoHelps: ["restore-the-feed"],
  strength: 0.5,
  strengthWords: (strength) => `${percent(strength)} of the rows twice`,
  serves(features, world, start) {
    const copies = hitRows(start, start.strength).map((hit) => 1 + hit);
    return withHistoriesOf(features, world, start.row, { copies });
  },
  answers(answers, _world, start) {
    const hit = hitRows(start, start.strength);
    return { ...answers, copies: answers.copies.map((own, row) => (hit[row] === 1 ? 2 : own)) };
  },
};
export default duplicates;
