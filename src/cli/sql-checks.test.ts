import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { detector } from "../core/detectors/registry.ts";
import { runDetector } from "../core/detectors/run.ts";
import { sqlChecks } from "../core/export/checks/index.ts";
import { type SqlInput, writerOf } from "../core/export/checks/sql-check.ts";
import { random } from "../core/random.ts";
import { columnsFor, dataOf, ROWS } from "../core/report-card/cases.ts";
import { cellsOf } from "../core/report-card/measure.ts";
import type { Table } from "../core/table/table.ts";
import { duckdb, type Engine, postgres } from "./sql-engines.ts";

let engines: readonly Engine[] = [];
beforeAll(async () => {
  engines = await Promise.all([duckdb(), postgres()]);
}, 60_000);
afterAll(async () => {
  for (const engine of engines) await engine.close();
});

/** The healthy pair and the strongest case of each setting in which the detector is measured: what it says of them must be the same. */
function pairsFor(id: string) {
  const used = detector(id);
  const cells = cellsOf(used);
  const picked = cells.filter((cell, i) => cell.id === "healthy" || cells[i + 1]?.id !== cell.id);
  return picked.slice(0, 4).map(({ setting, id: of, strength }) => {
    const columns = columnsFor(used, setting, of)!;
    const data = dataOf(used, setting, of, strength, ROWS[setting], 7);
    return { name: `${setting}, ${of}`, columns, ...data };
  });
}

const kindsOf = ({ columns }: Table) => new Map([...columns].map(([name, { kind }]) => [name, kind]));

describe.each(sqlChecks.map((check) => [check.id, check] as const))("%s as SQL", (id, check) => {
  test("gives our own numbers in DuckDB and in PostgreSQL, to 1e-9", async () => {
    const used = detector(id);
    let compared = 0;
    for (const { name, columns, reference, current, roles } of pairsFor(id)) {
      const finding = runDetector(used, { reference, current, columns, roles }, {}, random(1));
      if (finding.verdict === "cannot-tell") continue;
      const own = check.figures(finding, columns);
      const input: SqlInput = { columns, kinds: kindsOf(reference), roles };
      for (const engine of engines) {
        await engine.load(current === null ? { older: reference } : { older: reference, newer: current });
        const found = await engine.figures(check.sql(input, writerOf(engine.dialect)));
        expect(Object.keys(found).sort(), `${name}, ${engine.dialect}`).toEqual(Object.keys(own).sort());
        for (const [figure, value] of Object.entries(own))
          expect(
            Math.abs(found[figure]! - value),
            `${figure} of ${name} in ${engine.dialect}: ${found[figure]} against ${value}`,
          ).toBeLessThanOrEqual(1e-9 * Math.max(Math.abs(value), 1e-3));
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(1);
  }, 60_000);
});
