import { type CSSProperties, memo } from "react";
import { type Count, type Standing, shareOf } from "../../core/matrix/matrix.ts";
import { cellWords } from "./text.ts";

type CellProps = {
  row: number;
  column: number;
  count: Count;
  twin: Count;
  standing: Standing;
  /** What is read out before the numbers: the names of the row and of the column. */
  name: string;
  reachable: boolean;
  chosen: boolean;
  first: boolean;
};

/**
 * One cell. The bar is as high as the share of seeds in which it rings, and its edge is as unsharp as that share is uncertain; the tick is the
 * share on the healthy twin; hatching hangs from above where it cannot tell.
 */
export const Cell = memo(function Cell(props: CellProps) {
  const { row, column, count, twin, standing, name, reachable, chosen, first } = props;
  const { value, low, high } = shareOf(count);
  const style = {
    "--low": low,
    "--high": count.seeds === 0 ? 0 : high,
    "--mute": count.seeds === 0 ? 0 : count.mute / count.seeds,
    "--twin": twin.seeds === 0 ? 0 : twin.rings / twin.seeds,
  } as CSSProperties;
  const shown = count.seeds > 0 && value >= 0.095 ? String(Math.round(100 * value)) : "";
  return (
    <td
      className={first ? "spot first" : "spot"}
      data-at={`${row} ${column}`}
      data-standing={standing}
      data-full={value >= 0.5}
      data-twin={twin.rings > 0}
      tabIndex={reachable ? 0 : -1}
      aria-label={`${name}: ${cellWords(count, twin, standing)}`}
      aria-current={chosen ? "true" : undefined}
      style={style}
    >
      {shown}
    </td>
  );
});
