/** Parameters that several detectors share. */
export const ALPHA = {
  kind: "number",
  label: "Significance level",
  unit: "",
  min: 0.001,
  max: 0.2,
  step: 0.001,
  default: 0.05,
  help: "A p-value below it rings. Over many columns Holm’s correction keeps it for all of them together.",
} as const;
