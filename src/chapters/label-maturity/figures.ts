import type { Figures } from "../contracts.ts";
import { dashboard } from "./figure-dashboard.ts";
import { delays } from "./figure-delays.ts";
import { maturity } from "./figure-maturity.ts";
import { models } from "./figure-models.ts";
import { rates } from "./figure-rates.ts";
import { recall } from "./figure-recall.ts";
import { triangle } from "./figure-triangle.ts";
import type { Result } from "./result.ts";

export const figures: Figures<Result> = { dashboard, rates, triangle, maturity, recall, models, delays };
