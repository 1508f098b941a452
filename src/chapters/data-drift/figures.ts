import type { Figures } from "../contracts.ts";
import { amounts } from "./figure-amounts.ts";
import { answers } from "./figure-answers.ts";
import { damage, drift } from "./figure-drift.ts";
import { falseAlarms, powerMean, powerSpread } from "./figure-pairs.ts";
import { bins, ecdf } from "./figure-samples.ts";
import { trapEffect, trapP } from "./figure-trap.ts";
import type { Result } from "./result.ts";

export const figures: Figures<Result> = {
  ecdf,
  bins,
  amounts,
  drift,
  damage,
  answers,
  "trap-p": trapP,
  "trap-effect": trapEffect,
  "false-alarms": falseAlarms,
  "power-mean": powerMean,
  "power-spread": powerSpread,
};
