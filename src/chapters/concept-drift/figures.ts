import type { Figures } from "../contracts.ts";
import { answers } from "./figure-answers.ts";
import { amounts, tenures } from "./figure-inputs.ts";
import { before, map } from "./figure-map.ts";
import { shapes } from "./figure-shapes.ts";
import { strip } from "./figure-strip.ts";
import { tradeoff } from "./figure-tradeoff.ts";
import { weeks } from "./figure-weeks.ts";
import type { Result } from "./result.ts";

export const figures: Figures<Result> = {
  before,
  map,
  amounts,
  tenures,
  weeks,
  shapes,
  strip,
  tradeoff,
  answers,
};
