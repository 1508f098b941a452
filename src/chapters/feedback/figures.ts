import type { Figures } from "../contracts.ts";
import { clicks } from "./figure-clicks.ts";
import { cost } from "./figure-cost.ts";
import { gini } from "./figure-gini.ts";
import { ribbons } from "./figure-ribbons.ts";
import { precision, recall } from "./figure-rounds.ts";
import { teams } from "./figure-teams.ts";
import { unseen } from "./figure-unseen.ts";
import type { Result } from "./result.ts";

export const figures: Figures<Result> = { unseen, precision, recall, teams, cost, ribbons, gini, clicks };
