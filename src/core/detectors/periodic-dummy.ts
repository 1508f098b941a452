import { createPeriodic } from "../streams/periodic.ts";
import { LINE_PARAMS, streamDetector } from "./shared/stream-detector.ts";

const params = {
  interval: {
    kind: "number",
    label: "Interval",
    unit: "rows",
    min: 1,
    max: 100000,
    step: 1,
    default: 300,
    scale: "log",
  },
  ...LINE_PARAMS,
} as const;

/**
 * The dummy: rings at every 300th error, whatever the errors are. What it scores is what knowing nothing scores. Since replays
 * ring as often as the line itself, it never makes a finding: {@link streamDetector}.
 *
 * Blind to: everything. A false alarm costs what any does; all of its alarms are false, or right by chance. Formula: i mod
 * interval = interval - 1.
 *
 * Source: river 0.26.1, `drift.DummyDriftDetector` with the fixed trigger.
 */
const periodicDummy = streamDetector({
  id: "periodic-dummy",
  name: "Dummy at a fixed interval",
  summary: "Rings at every 300th error whatever happens: the yardstick that a detector of change must beat.",
  formula: "alarm at value i where i mod interval = interval − 1",
  falseAlarmCost: "What any costs: all of its alarms are false, or right by chance.",
  source: "river 0.26.1, drift.DummyDriftDetector (fixed trigger)",
  params,
  create: ({ interval }) => createPeriodic({ interval }),
});
export default periodicDummy;
