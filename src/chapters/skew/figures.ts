import type { Figures } from "../contracts.ts";
import { days } from "./figure-days.ts";
import { heat } from "./figure-heat.ts";
import { matrix } from "./figure-matrix.ts";
import { outcomes } from "./figure-outcomes.ts";
import { parity } from "./figure-parity.ts";
import { rollout } from "./figure-rollout.ts";
import { shapes } from "./figure-shapes.ts";
import type { Result } from "./result.ts";

export const figures: Figures<Result> = { days, parity, heat, shapes, outcomes, rollout, matrix };
