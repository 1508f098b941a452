import type { Figures } from "../contracts.ts";
import { cover } from "./figure-cover.ts";
import { families } from "./figure-families.ts";
import { price } from "./figure-price.ts";
import { watched } from "./figure-watched.ts";
import type { Result } from "./result.ts";

export const figures: Figures<Result> = { families, cover, price, watched };
