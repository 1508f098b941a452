import type { Detector, ParamSpec, ParamTable, ParamValues } from "../../core/contracts.ts";
import { CASES, caseOf, columnsFor, ROWS } from "../../core/report-card/cases.ts";
import type { Fields } from "../../state/link.ts";
import { readParam } from "../../state/parameters.ts";
import { type Warning, warn } from "../../state/warnings.ts";
import { caseCells, entryFor } from "./card.ts";
import { text } from "./text.ts";

/** The seed of the first sample. */
export const SEED = 1;
const MOST_SEEDS = 100_000;

/** What a live example is set to. */
export type ExampleSetting = { params: ParamValues; seed: number };

/** The parameters of a live example: the case, its strength and the rows; the ranges are those of the case. */
export function exampleParams(detector: Detector, id: string): ParamTable {
  const cases = CASES.filter((one) => columnsFor(detector, one.setting, one.id) !== null);
  const { strength, setting } = caseOf(id);
  return {
    case: {
      kind: "choice",
      label: text.what,
      options: cases.map((one) => one.id),
      words: cases.map((one) => one.name),
      default: id,
    },
    strength: {
      kind: "number",
      label: strength.label,
      unit: strength.unit,
      min: strength.none,
      max: strength.max,
      step: strength.step,
      default: tellingStrength(detector, id),
    },
    rows: {
      kind: "number",
      label: text.rows,
      unit: "",
      min: setting === "payments" ? 1000 : 100,
      max: 20000,
      step: 100,
      default: ROWS[setting],
      scale: "log",
    },
  };
}

export function exampleDefaults(detector: Detector, id: string): ParamValues {
  const specs = Object.entries(exampleParams(detector, id));
  return Object.fromEntries(specs.map(([name, spec]) => [name, spec.default]));
}

/** The weakest strength that it nearly always finds, by the report card; the strongest where there is none. */
function tellingStrength(detector: Detector, id: string): number {
  const entry = entryFor(detector.id);
  const cells = entry ? (caseCells(entry).find(({ one }) => one.id === id)?.cells ?? []) : [];
  return cells.find(({ rate }) => rate.rate >= 0.9)?.count.strength ?? caseOf(id).strengths[2];
}

/** The setting that the address names; what cannot be taken as it stands is replaced, and named in a warning. */
export function readFields(
  detector: Detector,
  first: string,
  fields: Fields,
): ExampleSetting & { warnings: readonly Warning[] } {
  const warnings: Warning[] = [];
  const read = (key: string, spec: ParamSpec): number | string | boolean => {
    const written = fields[key];
    if (written === undefined) return spec.default;
    const { value, problem } = readParam(spec, written);
    if (problem) warnings.push(warn(problem, key, written, String(value), spec));
    return value;
  };
  const id = String(read("case", exampleParams(detector, first).case!));
  const specs = exampleParams(detector, id);
  const seed: ParamSpec = {
    kind: "number",
    label: "Sample",
    unit: "",
    min: 1,
    max: MOST_SEEDS,
    step: 1,
    default: SEED,
  };
  return {
    params: { case: id, strength: read("strength", specs.strength!), rows: read("rows", specs.rows!) },
    seed: Number(read("seed", seed)),
    warnings,
  };
}

/** The fields of the address for a setting: only what differs from how the page opens. */
export function writeFields(detector: Detector, first: string, { params, seed }: ExampleSetting): Fields {
  const usual = exampleDefaults(detector, String(params.case));
  const fields: Record<string, string> = {};
  if (params.case !== first) fields.case = String(params.case);
  for (const key of ["strength", "rows"])
    if (!Object.is(params[key], usual[key])) fields[key] = String(params[key]);
  if (seed !== SEED) fields.seed = String(seed);
  return fields;
}
