import { withBoldFrauds } from "../../world/bold-frauds.ts";
import { daysOf, markByWeight, racesOf } from "../../world/fraud-habits.ts";
import { appeal, BOLD } from "../company.ts";
import type { Failure } from "../contracts.ts";

/** Frauds on top, for each fraud of a usual day, at full strength. */
const MOST = 3;

/** More thieves of the very same kind. */
const fraudWave: Failure = {
  id: "fraud-wave",
  name: "Fraud wave",
  chapter: "label-maturity",
  fault: "fraud-wave",
  summary:
    "There is several times as much fraud as before, of the same kind: the model is as good as ever, and the losses grow.",
  cause: "a wave of fraud of the usual kind",
  repair: "correct-the-threshold",
  alsoHelps: ["retrain"],
  strength: 0.6,
  strengthWords: (strength) => `${(1 + MOST * strength).toFixed(1)} times as much fraud`,
  happens(world, { strength, row }) {
    const { isFraud } = world.transactions;
    const first = daysOf(world);
    const weights = appeal(world);
    const races = racesOf(world, world.seed);
    const marks = isFraud.slice();
    const usual = isFraud.reduce((sum, fraud) => sum + fraud, 0) / isFraud.length;
    for (let day = 0; day + 1 < first.length; day++) {
      const range = { from: first[day]!, to: first[day + 1]! };
      if (range.from >= row)
        markByWeight(
          marks,
          range,
          Math.round(MOST * strength * usual * (range.to - range.from)),
          races,
          weights,
        );
    }
    const extra = marks.map((mark, at) => mark - isFraud[at]!);
    const bold = withBoldFrauds(
      { ...world, transactions: { ...world.transactions, isFraud: extra } },
      BOLD,
      world.seed,
    );
    return { ...bold.world, transactions: { ...bold.world.transactions, isFraud: marks } };
  },
};
export default fraudWave;
