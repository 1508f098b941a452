import type { Figures } from "../contracts.ts";
import { choices } from "./figure-choices.ts";
import { byRows, byTrees } from "./figure-curves.ts";
import { meaningless } from "./figure-meaningless.ts";
import { optimism } from "./figure-optimism.ts";
import { splits } from "./figure-picture.ts";
import { promises } from "./figure-promises.ts";
import type { Result } from "./result.ts";

export const figures: Figures<Result> = { splits, promises, byTrees, byRows, optimism, meaningless, choices };
