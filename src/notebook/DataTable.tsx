import type { FigureTable } from "../chapters/contracts.ts";
import { short } from "./format.ts";

const most = 400;

/** The numbers behind a picture. It scrolls within itself. */
export function DataTable({ table, caption }: { table: FigureTable; caption: string }) {
  const rows = table.rows.slice(0, most);
  return (
    // biome-ignore lint/a11y/useSemanticElements: no fieldset; and no region, since a figure may stand on a page twice
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keys
    <div className="scroll" role="group" aria-label={`Data: ${caption}`} tabIndex={0}>
      <table className="data">
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column.key} scope="col">
                {column.label}
                {column.unit ? <span className="quiet"> {column.unit}</span> : null}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows have no other name
            <tr key={index}>
              {table.columns.map((column) => {
                const value = row[column.key];
                if (value === null || value === undefined || Number.isNaN(value))
                  return (
                    <td key={column.key} className="absent">
                      <span className="spoken-only">not known</span>
                    </td>
                  );
                return typeof value === "number" ? (
                  <td key={column.key} className="figure">
                    {short(value, Math.abs(value) < 10 ? 4 : 2)}
                  </td>
                ) : (
                  <td key={column.key}>{value}</td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {table.rows.length > most && (
        <p className="quiet">
          The first {most} of {table.rows.length} rows.
        </p>
      )}
    </div>
  );
}
