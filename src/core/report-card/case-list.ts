import type { DetectorInput } from "../contracts.ts";
import { independentRows, type Shift, type View } from "./independent-rows.ts";
import { type PaymentsFault, paymentsRows } from "./payments-rows.ts";
import { riskierRows } from "./riskier-rows.ts";
import {
  crowdedRows,
  harderRows,
  lateLabels,
  lateValues,
  turnedLabels,
  withheldLabels,
  wrongSigns,
} from "./spoiled-rows.ts";

export type Setting = "independent" | "payments";
/** The name of the pairs in which nothing is wrong. */
export const HEALTHY = "healthy";
type Data = Omit<DetectorInput, "columns">;

/**
 * One way in which data can go wrong, on a scale of strengths. At `none` nothing is wrong; the card measures the three
 * `strengths`, the page's slider runs from `none` to `max`.
 */
export type Case = {
  id: string;
  setting: Setting;
  name: string;
  /** What happens to the data, in one sentence. */
  what: string;
  /** What the strength measures, and its unit as `ParamSpec` has it. */
  strength: { label: string; unit: string; none: number; max: number; step: number };
  strengths: readonly [number, number, number];
  make(strength: number, rows: number, seed: number, view: View): Data;
};

const generic = (key: keyof Shift) => (strength: number, rows: number, seed: number, view: View) =>
  independentRows({ [key]: strength }, rows, seed, view);
const fault = (id: PaymentsFault) => (strength: number, rows: number, seed: number, view: View) =>
  paymentsRows(id, strength, rows, seed, view);

export const CASES: readonly Case[] = [
  {
    id: "mean",
    setting: "independent",
    name: "The mean moves",
    what: "Every value of the newer window is larger by a part of the standard deviation.",
    strength: { label: "Shift", unit: "standard deviations", none: 0, max: 1, step: 0.01 },
    strengths: [0.1, 0.2, 0.4],
    make: generic("mean"),
  },
  {
    id: "spread",
    setting: "independent",
    name: "The spread grows",
    what: "The values of the newer window lie further from the mean, which stays.",
    strength: { label: "Spread, times the old", unit: "×", none: 1, max: 3, step: 0.05 },
    strengths: [1.1, 1.25, 1.6],
    make: generic("spread"),
  },
  {
    id: "mix",
    setting: "independent",
    name: "The mix of categories changes",
    what: "A part of the newer rows turns to the rarest channel.",
    strength: { label: "Rows that turn", unit: "%", none: 0, max: 0.5, step: 0.005 },
    strengths: [0.03, 0.06, 0.12],
    make: generic("mix"),
  },
  {
    id: "unseen",
    setting: "independent",
    name: "A new category appears",
    what: "A part of the newer rows comes through a channel that the older window never had.",
    strength: { label: "Rows of the new channel", unit: "%", none: 0, max: 0.2, step: 0.001 },
    strengths: [0.005, 0.01, 0.03],
    make: generic("unseen"),
  },
  {
    id: "missing",
    setting: "independent",
    name: "More is missing",
    what: "A part of the newer values is lost, whatever they were.",
    strength: { label: "Values lost", unit: "%", none: 0, max: 0.5, step: 0.005 },
    strengths: [0.03, 0.06, 0.12],
    make: generic("missing"),
  },
  {
    id: "risk",
    setting: "independent",
    name: "One segment grows riskier",
    what: "In one channel, a fifth of the rows, the label comes more often than the score says.",
    strength: { label: "Label rate, times the old", unit: "×", none: 1, max: 5, step: 0.1 },
    strengths: [1.5, 2, 3],
    make: generic("risk"),
  },
  {
    id: "concept",
    setting: "independent",
    name: "The same rows grow riskier",
    what: "In every newer row the label comes more often than the score says; the rows look as before.",
    strength: { label: "Label rate, times the old", unit: "×", none: 1, max: 3, step: 0.05 },
    strengths: [1.25, 1.5, 2],
    make: riskierRows,
  },
  {
    id: "errors",
    setting: "independent",
    name: "The model’s errors grow",
    what: "A part of the newer labels is turned into the opposite, whatever the score says.",
    strength: { label: "Labels turned", unit: "%", none: 0, max: 0.5, step: 0.01 },
    strengths: [0.1, 0.2, 0.4],
    make: turnedLabels,
  },
  {
    id: "harder",
    setting: "independent",
    name: "The rows become harder to tell apart",
    what: "Newer scores move towards their mean, and the labels with them; eight times the usual rows.",
    strength: { label: "Way to the mean", unit: "%", none: 0, max: 1, step: 0.05 },
    strengths: [0.4, 0.6, 0.9],
    make: harderRows,
  },
  {
    id: "wrong-sign",
    setting: "independent",
    name: "A part has the wrong sign",
    what: "A part of the newer values comes with a minus, as where one system books refunds otherwise.",
    strength: { label: "Values with a minus", unit: "%", none: 0, max: 0.3, step: 0.005 },
    strengths: [0.01, 0.02, 0.1],
    make: wrongSigns,
  },
  {
    id: "late-values",
    setting: "independent",
    name: "Values arrive late",
    what: "A part of the newer values is known hours after the event; all used to be known before it.",
    strength: { label: "Values that are late", unit: "%", none: 0, max: 0.5, step: 0.01 },
    strengths: [0.05, 0.1, 0.3],
    make: lateValues,
  },
  {
    id: "late-labels",
    setting: "independent",
    name: "Labels come later",
    what: "Reports take longer, and those that are still to come at the end of a window are not there.",
    strength: { label: "Delay of the reports, times eight hours", unit: "×", none: 1, max: 30, step: 0.5 },
    strengths: [3, 6, 15],
    make: lateLabels,
  },
  {
    id: "withheld",
    setting: "independent",
    name: "Labels are withheld by decision",
    what: "A part of the rows that the model stopped never gets a label.",
    strength: { label: "Labels of stopped rows withheld", unit: "%", none: 0, max: 1, step: 0.05 },
    strengths: [0.1, 0.2, 0.5],
    make: withheldLabels,
  },
  {
    id: "crowding",
    setting: "independent",
    name: "Ever fewer get ever more",
    what: "Over the window a growing part of the rows goes to five of the customers.",
    strength: { label: "Rows that go to five, at the end", unit: "%", none: 0, max: 0.8, step: 0.05 },
    strengths: [0.1, 0.2, 0.4],
    make: crowdedRows,
  },
  {
    id: "same-day-batch-join",
    setting: "payments",
    name: "Same-day batch join",
    what: "Training joins the chargeback count of the night after the payment, for a part of the users.",
    strength: { label: "Users joined by date", unit: "%", none: 0, max: 1, step: 0.05 },
    strengths: [0.25, 0.5, 1],
    make: fault("same-day-batch-join"),
  },
  {
    id: "mostly-by-date",
    setting: "payments",
    name: "Same-day batch join, for nearly all",
    what: "Training joins the chargeback count of the night after the payment, for all but a few users.",
    strength: { label: "Users joined by date", unit: "%", none: 0, max: 1, step: 0.01 },
    strengths: [0.8, 0.9, 0.97],
    make: fault("same-day-batch-join"),
  },
  {
    id: "default-as-signal",
    setting: "payments",
    name: "Default as signal",
    what: "An average that does not exist is written as 0, and new users, who have none, are robbed more often.",
    strength: { label: "Fraud rate of new users, times the others’", unit: "×", none: 1, max: 8, step: 0.25 },
    strengths: [2, 3, 5],
    make: fault("default-as-signal"),
  },
  {
    id: "feature-store-outage",
    setting: "payments",
    name: "Feature store outage",
    what: "From 17 to 21 h every production day a part of the averages does not arrive.",
    strength: { label: "Averages lost", unit: "%", none: 0, max: 1, step: 0.05 },
    strengths: [0.2, 0.4, 0.8],
    make: fault("feature-store-outage"),
  },
  {
    id: "unlike-cohort",
    setting: "payments",
    name: "Unlike cohort",
    what: "Customers who join in production look like everybody else and are robbed more often.",
    strength: {
      label: "Fraud rate of the cohort, times the others’",
      unit: "×",
      none: 1,
      max: 8,
      step: 0.25,
    },
    strengths: [2, 3, 5],
    make: fault("unlike-cohort"),
  },
];

/** The case of that id. Throws, naming it, where there is none. */
export function caseOf(id: string): Case {
  const found = CASES.find((one) => one.id === id);
  if (!found) throw new Error(`There is no case “${id}” in the report card.`);
  return found;
}
