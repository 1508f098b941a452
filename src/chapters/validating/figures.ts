import type { Figures } from "../contracts.ts";
import { days } from "./figure-days.ts";
import { gates } from "./figure-gates.ts";
import { law, reach } from "./figure-law.ts";
import { often } from "./figure-often.ts";
import { caught, saved } from "./figure-outcomes.ts";
import { stops } from "./figure-stops.ts";
import { strip } from "./figure-strip.ts";
import type { Result } from "./result.ts";

export const figures: Figures<Result> = { strip, days, gates, often, law, reach, stops, caught, saved };
