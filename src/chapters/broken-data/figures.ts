import type { Figures } from "../contracts.ts";
import { batch } from "./figure-batch.ts";
import { days } from "./figure-days.ts";
import { matrix } from "./figure-matrix.ts";
import { money } from "./figure-money.ts";
import { outcomes } from "./figure-outcomes.ts";
import { stopped } from "./figure-stopped.ts";
import { strictness } from "./figure-strictness.ts";
import type { Result } from "./result.ts";

export const figures: Figures<Result> = { batch, days, money, stopped, outcomes, matrix, strictness };
