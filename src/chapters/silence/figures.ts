import type { Figures } from "../contracts.ts";
import { cells } from "./figure-cells.ts";
import { hours } from "./figure-hours.ts";
import { outcomes } from "./figure-outcomes.ts";
import { rates } from "./figure-rates.ts";
import { scores } from "./figure-scores.ts";
import type { Result } from "./result.ts";

export const figures: Figures<Result> = { rates, scores, hours, cells, outcomes };
