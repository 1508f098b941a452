import type { Figures } from "../contracts.ts";
import { apart } from "./figure-apart.ts";
import { approvals, money } from "./figure-business.ts";
import { changes } from "./figure-changes.ts";
import { defaults } from "./figure-defaults.ts";
import { features } from "./figure-features.ts";
import { gained } from "./figure-gained.ts";
import { models } from "./figure-models.ts";
import { seismograph } from "./figure-seismograph.ts";
import type { Result } from "./result.ts";

export const figures: Figures<Result> = {
  seismograph,
  defaults,
  features,
  apart,
  changes,
  models,
  gained,
  approvals,
  money,
};
