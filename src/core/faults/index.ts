import { brokenFeed } from "./broken-feed.ts";
import { conceptDrift } from "./concept-drift.ts";
import { defaultAsSignal } from "./default-as-signal.ts";
import { economicShock } from "./economic-shock.ts";
import { featureStoreOutage } from "./feature-store-outage.ts";
import { fraudWave } from "./fraud-wave.ts";
import { immatureLabels } from "./immature-labels.ts";
import { sameDayBatchJoin } from "./same-day-batch-join.ts";
import { selectiveLabels } from "./selective-labels.ts";
import { servingSkew } from "./serving-skew.ts";
import { twoYearsLater } from "./two-years-later.ts";
import { unlikeCohort } from "./unlike-cohort.ts";

/** Every fault, in the order of the chapters. */
export const FAULTS = [
  sameDayBatchJoin,
  defaultAsSignal,
  featureStoreOutage,
  unlikeCohort,
  immatureLabels,
  fraudWave,
  twoYearsLater,
  conceptDrift,
  economicShock,
  servingSkew,
  brokenFeed,
  selectiveLabels,
] as const;
