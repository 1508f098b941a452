import type { Repair, RepairId } from "./contracts.ts";

/** Everything a person may choose to do about a failure. */
export const REPAIRS: readonly Repair[] = [
  { id: "roll-back", name: "Roll back the model", summary: "The version before goes live again." },
  {
    id: "fix-the-join",
    name: "Join as of the event, and train again",
    summary: "Training reads for each payment only what was known when it happened.",
  },
  {
    id: "restore-the-feed",
    name: "Restore the feature feed",
    summary: "The store answers again, and what it lost is filled in.",
  },
  {
    id: "keep-absence",
    name: "Keep absence apart from zero",
    summary: "What is not known stays a gap, with the reason beside it, and the model learns from both.",
  },
  {
    id: "one-transform",
    name: "One transform for training and serving",
    summary: "The same piece of code computes the feature on both sides.",
  },
  {
    id: "retrain",
    name: "Train again on recent, mature labels",
    summary: "A new version learns from weeks in which the world was as it is now.",
  },
  {
    id: "wait-for-labels",
    name: "Wait for the labels",
    summary: "Nobody judges or trains on payments whose reports are still on their way.",
  },
  {
    id: "explore",
    name: "Let some stopped payments through",
    summary: "A random share of what the model would stop goes through, so that its label arrives.",
  },
  {
    id: "gate-the-batch",
    name: "Gate the batch",
    summary: "Rows that break the rules wait until their source has mended them.",
  },
  {
    id: "segment",
    name: "Watch and treat the group by itself",
    summary: "The group gets a threshold, or a model, of its own.",
  },
  {
    id: "correct-the-threshold",
    name: "Set the threshold anew",
    summary: "The threshold is put where stopping a payment pays.",
  },
  {
    id: "scale-the-service",
    name: "Scale the service",
    summary: "More machines, or a shorter way around the slow part.",
  },
  {
    id: "restore-the-reports",
    name: "Restore the reports",
    summary: "The bank's reports come in again, and those that were missed are fetched.",
  },
  { id: "nothing", name: "Do nothing", summary: "There is no harm, or it goes away by itself." },
];

/** The repair of that id. Throws, naming it, where there is none. */
export function repairOf(id: RepairId): Repair {
  const found = REPAIRS.find((one) => one.id === id);
  if (!found) throw new Error(`There is no repair “${id}”.`);
  return found;
}
