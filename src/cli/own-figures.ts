// What the page's own checks find of a set-up, figure by figure: what the scripts that a person takes away are held to.
import { detectors } from "../core/detectors/registry.ts";
import { runDetector } from "../core/detectors/run.ts";
import { sqlChecks } from "../core/export/checks/index.ts";
import { pythonOnly } from "../core/export/checks/python-checks.ts";
import { random } from "../core/random.ts";
import { FILE_CHECKS, orderOf } from "../workbench/checks.ts";
import type { Setup } from "../workbench/diagnosis.ts";
import { type Planned, planned } from "../workbench/take-away/plan.ts";

export type Figures = Readonly<Record<string, number>>;

/** A check and its columns, as the scripts name them. */
export const figuresKey = (id: string, columns: readonly string[]): string =>
  JSON.stringify([id, columns.slice(0, 12).join(", ")]);

/** The figures of the checks of these ids, those left out on which the page cannot tell. */
export function ownFigures(setup: Setup, ids: ReadonlySet<string>): Map<string, Figures> {
  const found = new Map<string, Figures>();
  for (const one of planned(setup)) {
    const check = [...sqlChecks, ...pythonOnly].find(({ id }) => id === one.id);
    const finding = check && ids.has(one.id) ? findingOf(setup, one) : undefined;
    if (!check || finding === undefined || finding.verdict === "cannot-tell") continue;
    const figures = check.figures(finding, one.columns);
    if (Object.values(figures).every(Number.isFinite)) found.set(figuresKey(one.id, one.columns), figures);
  }
  return found;
}

function findingOf({ prepared, current, windows }: Setup, { id, columns }: Planned) {
  const ofFile = FILE_CHECKS.find((one) => one.id === id);
  if (ofFile) {
    const all = ofFile.run(prepared, orderOf(prepared), { windows, current, random: random(1) });
    return all.find((one) => all.length === 1 || one.columns[0] === columns[0])?.finding;
  }
  const used = detectors.find((one) => one.id === id)!;
  const input = {
    reference: used.windows === 2 ? windows.reference : prepared.table,
    current: used.windows === 2 ? windows.current : null,
    columns,
    roles: prepared.roles,
  };
  return runDetector(used, input, {}, random(1));
}
