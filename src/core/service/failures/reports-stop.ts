import { percent } from "../change.ts";
import type { Failure } from "../contracts.ts";

/** The feed of the bank's reports breaks, for old payments as for new ones. */
const reportsStop: Failure = {
  id: "reports-stop",
  name: "Reports stop",
  chapter: "label-maturity",
  fault: null,
  summary: "The feed of the bank’s reports breaks: frauds go on, and fewer and fewer are known.",
  cause: "a broken feed of fraud reports",
  repair: "restore-the-reports",
  alsoHelps: [],
  strength: 0.8,
  strengthWords: (strength) => `${percent(strength)} of the reports no longer arrive`,
  reports(reportedAt, { chargebacks }, { strength, at, draws }) {
    const draw = draws("lost");
    return reportedAt.map((reported, i) =>
      reported >= at && draw[chargebacks.transaction[i]!]! < strength ? Number.NaN : reported,
    );
  },
};
export default reportsStop;
