import { type Column, isValid } from "../../core/table/table.ts";

/** The rows that equal an earlier row in all of these columns, in order; missing equals missing. */
export function copiesOf(columns: readonly Column[], rows: number): number[] {
  const hashes = new Int32Array(rows).fill(0x811c9dc5 | 0);
  for (const column of columns) addTo(hashes, column);
  let size = 16;
  while (size < 2 * rows) size *= 2;
  const slots = new Int32Array(size).fill(-1);
  const copies: number[] = [];
  for (let row = 0; row < rows; row++) {
    const hash = hashes[row]!;
    let slot = (hash ^ (hash >>> 15)) & (size - 1);
    for (;;) {
      const other = slots[slot]!;
      if (other < 0) {
        slots[slot] = row;
        break;
      }
      // Rows of one hash are compared in full.
      if (hashes[other] === hash && columns.every((column) => isSame(column, row, other))) {
        copies.push(row);
        break;
      }
      slot = (slot + 1) & (size - 1);
    }
  }
  return copies;
}

/** Mixes the values of a column into the hashes of its rows. */
function addTo(hashes: Int32Array, column: Column): void {
  const { valid } = column;
  if (column.kind === "category") {
    for (let row = 0; row < hashes.length; row++)
      hashes[row] = mixed(hashes[row]!, isValid(valid, row) ? column.codes[row]! : -1, 0);
    return;
  }
  const { values } = column;
  const words = new Uint32Array(values.buffer, values.byteOffset, 2 * values.length);
  for (let row = 0; row < hashes.length; row++)
    hashes[row] = isValid(valid, row)
      ? mixed(hashes[row]!, words[2 * row]!, words[2 * row + 1]!)
      : mixed(hashes[row]!, -1, -1);
}

function mixed(hash: number, low: number, high: number): number {
  const once = Math.imul(hash ^ low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b);
  return Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
}

function isSame(column: Column, a: number, b: number): boolean {
  const there = isValid(column.valid, a);
  if (there !== isValid(column.valid, b)) return false;
  if (!there) return true;
  return column.kind === "category"
    ? column.codes[a] === column.codes[b]
    : column.values[a] === column.values[b];
}
