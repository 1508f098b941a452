import type { Figures } from "../contracts.ts";
import { calibration } from "./figure-calibration.ts";
import { expected } from "./figure-expected.ts";
import { mix } from "./figure-mix.ts";
import { monitored } from "./figure-monitored.ts";
import { fraudRate } from "./figure-rates.ts";
import { repairs } from "./figure-repairs.ts";
import { amounts, velocity } from "./figure-spread.ts";
import { precision, recall } from "./figure-weeks.ts";
import type { Result } from "./result.ts";

export const figures: Figures<Result> = {
  amounts,
  velocity,
  "fraud-rate": fraudRate,
  monitored,
  calibration,
  precision,
  recall,
  expected,
  mix,
  repairs,
};
