import type { Figures } from "../contracts.ts";
import { amounts } from "./figure-amounts.ts";
import { answers } from "./figure-answers.ts";
import { bins } from "./figure-bins.ts";
import { damage } from "./figure-damage.ts";
import { drift } from "./figure-drift.ts";
import { ecdf } from "./figure-ecdf.ts";
import { falseAlarms } from "./figure-false-alarms.ts";
import { powerMean, powerSpread } from "./figure-power.ts";
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
