/** How the numbers of a column are written. */
export type NumberFormat = { decimal: "." | ","; group: "" | "." | "," | " " | "'" };

export const PLAIN: NumberFormat = { decimal: ".", group: "" };

const UNITS = /[€$£¥₹%]|\b(?:EUR|USD|GBP|CHF|BRL)\b|R\$/g;
const SPACES = /[\s\u00a0\u202f]/g;

/**
 * A plain number (`12`, `-0.5`, `1e-3`), or NaN. Digits beyond what a double can hold (16 and more without a point) and
 * leading zeros (`007`) are NaN: as numbers they would lose what they say.
 */
export function parsePlain(cell: string): number {
  const value = +cell;
  const first = cell.charCodeAt(0);
  // The common case first: short, and no zero in front of a further digit or letter.
  if (cell.length < 16 && (first !== 48 || cell.length === 1 || cell.charCodeAt(1) === 46)) return value;
  const text = cell.trim();
  if (/^[-+]?\d{16,}$/.test(text) && !Number.isSafeInteger(value)) return Number.NaN;
  if (/^[-+]?0[xob]/i.test(text) || /^[-+]?0\d{2,}$/.test(text)) return Number.NaN;
  return value;
}

/** Whether the cell is digits that must not become a number: leading zeros, or more digits than a double holds. */
export function isDigitCode(cell: string): boolean {
  return /^0\d{2,}$/.test(cell) || (/^\d{16,}$/.test(cell) && !Number.isSafeInteger(+cell));
}

/** The shape of a number in this format, signs and units already taken off. */
function shape(format: NumberFormat): RegExp {
  const decimal = format.decimal === "." ? "\\." : ",";
  const group = { "": "", ".": "\\.", ",": ",", " ": " ", "'": "'" }[format.group];
  const whole = group === "" ? "\\d+" : `(?:\\d{1,3}(?:${group}\\d{3})+|\\d+)`;
  return new RegExp(`^[-+]?(?:${whole}(?:${decimal}\\d*)?|${decimal}\\d+)(?:[eE][-+]?\\d+)?$`);
}

/** A number without its unit and the blanks beside it; blanks between digits stay, for “1 2” is no number. */
const bareOf = (cell: string) =>
  cell
    .replace(UNITS, "")
    .trim()
    .replace(/^([-+])\s+/, "$1");

/** A reader for numbers written with a decimal comma, groups of thousands or a currency or percent sign; NaN where it is none. */
export function formatReader(format: NumberFormat): (cell: string) => number {
  if (format.decimal === "." && format.group === "") {
    return (cell) => {
      const value = parsePlain(cell);
      if (!Number.isNaN(value) || cell === "") return value;
      const bare = bareOf(cell);
      return bare === "" || bare.length === cell.length ? Number.NaN : parsePlain(bare);
    };
  }
  const valid = shape(format);
  return (cell) => {
    let text = bareOf(cell.replace(/\u2019/g, "'"));
    if (format.group === " ") text = text.replace(SPACES, " ");
    if (!valid.test(text)) return Number.NaN;
    if (format.group !== "") text = text.split(format.group).join("");
    return +(format.decimal === "," ? text.replace(",", ".") : text);
  };
}

const SIMPLE = /^-?\d+(?:\.\d*)?$/;
/** Points that may stand between thousands. */
const THOUSANDS = /^\D*[1-9]\d{0,2}(\.\d{3})+\D*$/;

/**
 * The format that reads the most of these cells, and the share that it reads. Where a cell says nothing by itself (`1.234`,
 * `1,234`) the other cells decide, then `fileDecimal`, the decimal sign that other columns of the file proved.
 */
export function guessNumberFormat(
  cells: readonly string[],
  fileDecimal: "." | "," | null,
): { format: NumberFormat; share: number; proven: boolean } {
  if (cells.length === 0) return { format: PLAIN, share: 0, proven: false };
  let commaDecimal = 0;
  let pointDecimal = 0;
  let commaThree = 0;
  let pointThree = 0;
  let space = 0;
  let apostrophe = 0;
  for (const cell of cells) {
    // Digits with one point or none: most cells of most files.
    if (SIMPLE.test(cell)) {
      const decimals = cell.length - 1 - cell.indexOf(".");
      if (decimals === cell.length) continue;
      if (decimals === 3 && THOUSANDS.test(cell)) pointThree++;
      else pointDecimal++;
      continue;
    }
    const comma = cell.lastIndexOf(",");
    const point = cell.lastIndexOf(".");
    if (/\d[ \u00a0\u202f]\d{3}/.test(cell)) space++;
    if (/\d['\u2019]\d{3}/.test(cell)) apostrophe++;
    if (comma >= 0 && point >= 0) comma > point ? commaDecimal++ : pointDecimal++;
    else if (comma >= 0) /^\D*[1-9]\d{0,2}(,\d{3})+\D*$/.test(cell) ? commaThree++ : commaDecimal++;
    else if (point >= 0) THOUSANDS.test(cell) ? pointThree++ : pointDecimal++;
  }
  const proven = commaDecimal !== pointDecimal && commaDecimal + pointDecimal > 0;
  let decimal: "." | "," = ".";
  if (proven) decimal = commaDecimal > pointDecimal ? "," : ".";
  else if (commaThree > 0) decimal = fileDecimal ?? ".";
  else if (pointThree > 0) decimal = fileDecimal ?? ".";
  const group: NumberFormat["group"] =
    space > 0
      ? " "
      : apostrophe > 0
        ? "'"
        : decimal === ","
          ? cells.some((cell) => cell.includes("."))
            ? "."
            : ""
          : cells.some((cell) => cell.includes(","))
            ? ","
            : "";
  const format: NumberFormat = { decimal, group };
  const read = formatReader(format);
  let good = 0;
  for (const cell of cells) if (!Number.isNaN(read(cell))) good++;
  return { format, share: good / cells.length, proven };
}
