import type { Failure } from "../contracts.ts";

/** How many times as long a report takes at full strength. */
const MOST = 30;
const times = (strength: number): number => 1 + (MOST - 1) * strength * strength;

/** The bank takes longer to report; the model is as good as before, and looks better. */
const lateReports: Failure = {
  id: "late-reports",
  name: "Reports slow down",
  chapter: "label-maturity",
  fault: null,
  summary:
    "The bank takes far longer to report fraud: the dashboard shows less of it, and nothing else has changed.",
  cause: "reports that take longer than before",
  repair: "wait-for-labels",
  alsoHelps: ["restore-the-reports", "nothing"],
  strength: 0.7,
  strengthWords: (strength) => `reports take ${Number(times(strength).toFixed(1))} times as long`,
  reports: (reportedAt, { chargebacks }, { strength, at }) =>
    reportedAt.map((reported, i) => {
      const happened = chargebacks.eventAt[i]!;
      return happened < at ? reported : happened + Math.round((reported - happened) * times(strength));
    }),
};
export default lateReports;
