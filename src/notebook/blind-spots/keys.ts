/** Where a key leads in a grid of so many rows and columns, from row and column; null where the key means nothing. */
export function afterKey(
  key: string,
  control: boolean,
  row: number,
  column: number,
  { rows, columns }: { rows: number; columns: number },
): readonly [row: number, column: number] | null {
  const within = (to: number, count: number) => Math.max(0, Math.min(count - 1, to));
  const go = (toRow: number, toColumn: number) => [within(toRow, rows), within(toColumn, columns)] as const;
  switch (key) {
    case "ArrowUp":
      return go(control ? 0 : row - 1, column);
    case "ArrowDown":
      return go(control ? rows : row + 1, column);
    case "ArrowLeft":
      return go(row, control ? 0 : column - 1);
    case "ArrowRight":
      return go(row, control ? columns : column + 1);
    case "PageUp":
      return go(row - 6, column);
    case "PageDown":
      return go(row + 6, column);
    case "Home":
      return go(control ? 0 : row, 0);
    case "End":
      return go(control ? rows : row, columns);
    default:
      return null;
  }
}
