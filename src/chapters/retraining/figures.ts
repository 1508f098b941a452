import type { Figures } from "../contracts.ts";
import { promises, stopped } from "./figure-harm.ts";
import { money } from "./figure-money.ts";
import { policies } from "./figure-policies.ts";
import { stream } from "./figure-stream.ts";
import { versions } from "./figure-versions.ts";
import { windows } from "./figure-windows.ts";
import type { Result } from "./result.ts";

export const figures: Figures<Result> = { stream, policies, money, versions, windows, promises, stopped };
