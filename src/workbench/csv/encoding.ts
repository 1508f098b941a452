import { CsvError } from "./error.ts";

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

/** First bytes by which well-known formats that are not CSV give themselves away. */
const SIGNATURES: readonly (readonly [string, readonly number[]])[] = [
  ["a PNG image", [0x89, 0x50, 0x4e, 0x47]],
  ["a JPEG image", [0xff, 0xd8, 0xff]],
  ["a GIF image", [0x47, 0x49, 0x46, 0x38]],
  ["a PDF document", [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ["a ZIP archive or an Excel workbook (.xlsx)", [0x50, 0x4b, 0x03, 0x04]],
  ["an empty ZIP archive", [0x50, 0x4b, 0x05, 0x06]],
  ["a 7-Zip archive", [0x37, 0x7a, 0xbc, 0xaf]],
  ["a RAR archive", [0x52, 0x61, 0x72, 0x21, 0x1a]],
  ["an HDF5 file", [0x89, 0x48, 0x44, 0x46]],
  ["an Avro file", [0x4f, 0x62, 0x6a, 0x01]],
  ["a text in UTF-32", [0xff, 0xfe, 0x00, 0x00]],
  ["a text in UTF-32", [0x00, 0x00, 0xfe, 0xff]],
  ["an old Excel workbook (.xls)", [0xd0, 0xcf, 0x11, 0xe0]],
  ["a gzip archive", [0x1f, 0x8b]],
  ["a bzip2 archive", [0x42, 0x5a, 0x68, 0x39]],
  ["a Zstandard archive", [0x28, 0xb5, 0x2f, 0xfd]],
  ["a Parquet file", [0x50, 0x41, 0x52, 0x31]],
  ["an Arrow file", [0x41, 0x52, 0x52, 0x4f, 0x57, 0x31]],
  ["an SQLite database", [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66]],
];

/**
 * The encoding of a text file from its first bytes, and how many bytes its byte order mark takes.
 * Throws a CsvError ("binary") where the bytes are no text.
 */
export function sniffEncoding(file: string, head: Uint8Array): { encoding: Encoding; skip: number } {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: "utf-8", skip: 3 };
  for (const [what, bytes] of SIGNATURES)
    if (bytes.every((byte, i) => head[i] === byte))
      throw new CsvError(
        "binary",
        `“${file}” is ${what}, whatever its name says. Save or export the table as CSV and choose that file.`,
      );
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: "utf-16le", skip: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: "utf-16be", skip: 2 };
  const length = Math.min(head.length, 65536);
  let even = 0;
  let odd = 0;
  let control = 0;
  for (let i = 0; i < length; i++) {
    const byte = head[i]!;
    if (byte === 0) i & 1 ? odd++ : even++;
    // Two control characters separate the cells of Hive and of ASCII's own tables.
    else if (byte < 9 ? byte !== 1 : byte > 13 && byte < 31 && byte !== 27) control++;
  }
  // Text in UTF-16 without a mark: every second byte of plain letters is zero, and no other.
  if (odd > length * 0.3 && even === 0) return { encoding: "utf-16le", skip: 0 };
  if (even > length * 0.3 && odd === 0) return { encoding: "utf-16be", skip: 0 };
  const zeros = even + odd;
  if (zeros > 0 && zeros < length * 0.2 && control === 0) {
    const at = head.indexOf(0);
    const row = head.subarray(0, at).reduce((rows, byte) => rows + (byte === 10 ? 1 : 0), 1);
    throw new CsvError(
      "binary",
      `“${file}” holds a zero byte in row ${row.toLocaleString("en")} (byte ${(at + 1).toLocaleString("en")}), and no text has one. Was it damaged while it was copied or written? Export it again.`,
    );
  }
  if (zeros > 0 || control > length * 0.02)
    throw new CsvError(
      "binary",
      `“${file}” is not a text file: it holds bytes that no CSV has. Export the table as CSV and choose that file.`,
    );
  return { encoding: "utf-8", skip: 0 };
}

/** What Windows-1252 holds at 0x80 to 0x9f; the five empty places stay as they are. */
const WINDOWS_1252 =
  "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f" +
  "\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";

/**
 * Bytes to text, piece by piece, a character cut in two included. A file taken for UTF-8 that turns out not to be is read on
 * as Windows-1252 where all before was plain ASCII (the same in both); else the wrong bytes become U+FFFD and are counted.
 */
export class Decoder {
  encoding: Encoding;
  /** Pieces in which wrong bytes were replaced by U+FFFD. */
  replaced = 0;
  private decoder: TextDecoder;
  private ascii = true;
  /** The beginning of a letter that the last piece was cut in. */
  private open = new Uint8Array(0);

  /** Whether the file is sound UTF-8 so far and no letter is open, so that a piece of plain ASCII need not come by here. */
  get isBetweenLetters(): boolean {
    return this.encoding === "utf-8" && this.decoder.fatal && this.open.length === 0;
  }

  constructor(encoding: Encoding) {
    this.encoding = encoding;
    this.decoder = new TextDecoder(encoding, { fatal: encoding === "utf-8", ignoreBOM: true });
  }

  decode(bytes: Uint8Array, last: boolean): string {
    let piece = bytes;
    if (this.encoding === "utf-8" && this.decoder.fatal) {
      try {
        const text = this.decoder.decode(bytes, { stream: !last });
        const open = openLetter(bytes);
        if (this.open.length > 0 || text.length !== bytes.length - open.length) this.ascii = false;
        this.open = open;
        return text;
      } catch {
        // What the decoder held back of the piece before is no beginning of a letter of UTF-8: it is read again with this one.
        piece = new Uint8Array(this.open.length + bytes.length);
        piece.set(this.open);
        piece.set(bytes, this.open.length);
        if (this.ascii && !mostlyUtf8(piece)) this.encoding = "windows-1252";
        this.decoder = new TextDecoder(this.encoding, { ignoreBOM: true });
      }
    }
    const text = this.decoder.decode(piece, { stream: !last });
    if (this.encoding === "windows-1252")
      // Node reads this label as Latin-1, browsers as the standard says: after this line both agree.
      return text.replace(/[\u0080-\u009f]/g, (c) => WINDOWS_1252[c.charCodeAt(0) - 0x80]!);
    if (text.includes("\ufffd")) this.replaced++;
    return text;
  }
}

/** The bytes at the end of a piece of UTF-8 that begin a letter and do not end it. */
function openLetter(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 128) break;
    if (byte >= 192) return back < (byte >= 240 ? 4 : byte >= 224 ? 3 : 2) ? bytes.slice(-back) : NONE;
  }
  return NONE;
}

const NONE = new Uint8Array(0);

/** Whether more letters beyond ASCII are right than wrong when the bytes are taken for UTF-8: one wrong byte in a file makes it no Windows-1252. */
function mostlyUtf8(bytes: Uint8Array): boolean {
  let right = 0;
  let wrong = 0;
  for (const letter of new TextDecoder("utf-8").decode(bytes))
    if (letter === "\ufffd") wrong++;
    else if (letter > "\u007f") right++;
  return right > wrong;
}
