import type { Figures } from "../contracts.ts";
import { guards } from "./figure-guards.ts";
import { looks } from "./figure-looks.ts";
import { money } from "./figure-money.ts";
import { opening } from "./figure-opening.ts";
import { paths } from "./figure-paths.ts";
import { power } from "./figure-power.ts";
import { rules } from "./figure-rules.ts";
import { shadow } from "./figure-shadow.ts";
import { split } from "./figure-split.ts";
import { trial } from "./figure-trial.ts";
import type { Result } from "./result.ts";

export const figures: Figures<Result> = {
  opening,
  paths,
  rules,
  looks,
  power,
  shadow,
  split,
  trial,
  guards,
  money,
};
