import type { Figures } from "../contracts.ts";
import { aucByPolicy } from "./figure-auc.ts";
import { lead } from "./figure-lead.ts";
import { reach } from "./figure-reach.ts";
import { rows } from "./figure-rows.ts";
import { timeline } from "./figure-timeline.ts";
import type { Result } from "./result.ts";

export const figures: Figures<Result> = {
  timeline,
  "auc-by-policy": aucByPolicy,
  lead,
  rows,
  reach,
};
