import type { Figures } from "../contracts.ts";
import { delays } from "./figure-delays.ts";
import { estimate } from "./figure-estimate.ts";
import { tradeoff } from "./figure-tradeoff.ts";
import type { OnPageParts } from "./on-page.ts";
import type { Result } from "./result.ts";

export const figures: Figures<Result & OnPageParts> = { tradeoff, delays, estimate } as never;
