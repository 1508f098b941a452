import { log } from "../../math/elementary.ts";
import { HOUR } from "../../world/settings.ts";
import { hitRows, percent } from "../change.ts";
import type { Failure, Start } from "../contracts.ts";
import { withHistoriesOf } from "../feed.ts";

/** A late row is late by so much at least, and so much longer on average. */
const LATE_FROM = 10 * HOUR;
const LATE_MEAN = 16 * HOUR;

const lateBy = (start: Start): Float64Array =>
  start.draws("late").map((draw) => LATE_FROM - Math.round(LATE_MEAN * log(1 - draw)));

/** Rows reach the log late, and are in no history until then. */
const lateRows: Failure = {
  id: "late-rows",
  name: "Late rows",
  chapter: "broken-data",
  fault: "broken-feed",
  summary:
    "A queue backs up: many rows reach the log half a day late or more, and are in no history until then.",
  cause: "rows that arrive late",
  repair: "gate-the-batch",
  alsoHelps: ["restore-the-feed", "scale-the-service"],
  strength: 0.5,
  strengthWords: (strength) => `${percent(strength)} of the rows late by 10 h and more`,
  serves(features, world, start) {
    const hit = hitRows(start, start.strength);
    const late = lateBy(start);
    const arrivedAt = world.transactions.eventAt.map((at, row) => (hit[row] === 1 ? at + late[row]! : at));
    return withHistoriesOf(features, world, start.row, { arrivedAt });
  },
  answers(answers, world, start) {
    const hit = hitRows(start, start.strength);
    const late = lateBy(start);
    const { eventAt } = world.transactions;
    const arrivedAt = answers.arrivedAt.map((at, row) =>
      hit[row] === 1 ? Math.max(at, eventAt[row]! + late[row]!) : at,
    );
    return { ...answers, arrivedAt };
  },
};
export default lateRows;
