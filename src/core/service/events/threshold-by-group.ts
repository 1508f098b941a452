import { DAY } from "../../world/settings.ts";
import type { Failure } from "../contracts.ts";
import { withCheapest } from "./threshold-anew.ts";

/** Who signed up within so many days before a payment counts as new. */
const NEW_DAYS = 45;

/** A repair: customers who joined of late get a threshold of their own. */
const thresholdByGroup: Failure = {
  id: "threshold-by-group",
  name: "A threshold for new customers",
  chapter: "different-people",
  fault: null,
  summary: "Customers who joined of late get the threshold that would have cost the least for them.",
  cause: "nothing: a threshold for a group",
  repair: "nothing",
  alsoHelps: [],
  strength: 1,
  strengthWords: () => "a threshold of their own",
  answers(answers, world, start) {
    const { user, eventAt } = world.transactions;
    const { signupAt } = world.users;
    return withCheapest(
      answers,
      world,
      start,
      (row) => eventAt[row]! - signupAt[user[row]!]! < NEW_DAYS * DAY,
    );
  },
};
export default thresholdByGroup;
