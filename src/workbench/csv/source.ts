import { CsvError } from "./error.ts";
import { release } from "./release.ts";

/** A file as the reader sees it: it can be read from any place, and more than once. */
export type ByteSource = {
  name: string;
  /** Bytes in all. */
  size: number;
  /** The bytes from `start` (included) to `end` (left out); fewer where the file ends before. */
  read(start: number, end: number): Promise<Uint8Array>;
  /** Takes bytes back that were read and are no longer looked at. */
  release?(bytes: Uint8Array): void;
};

/** The part of `Blob` that is needed, so that this folder compiles without the DOM. */
type BlobLike = { size: number; slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> } };

/** A `File` or `Blob` of the browser. */
export function blobSource(name: string, blob: BlobLike): ByteSource {
  return {
    name,
    size: blob.size,
    async read(start, end) {
      try {
        return new Uint8Array(await blob.slice(start, end).arrayBuffer());
      } catch {
        throw new CsvError(
          "unreadable",
          `“${name}” cannot be read: it is a folder, or it was changed, moved or removed since it was chosen. Choose the file again.`,
        );
      }
    },
    release,
  };
}

/** A text that is already in memory, as UTF-8. */
export function textSource(name: string, text: string): ByteSource {
  return bytesSource(name, new TextEncoder().encode(text));
}

/** Bytes that are already in memory. */
export function bytesSource(name: string, bytes: Uint8Array): ByteSource {
  return { name, size: bytes.length, read: async (start, end) => bytes.subarray(start, end) };
}

/** Bytes read at a time; the next are on their way while these are looked at. */
const BLOCK = 1 << 20;

/** A stretch of a file, and whether it is the last. */
export type Piece = { bytes: Uint8Array; start: number; end: number; last: boolean };

/** A file in pieces, in order: the first of `first` bytes, the others of `size`. A piece is gone when the next is asked for. */
export async function* piecesOf(source: ByteSource, first: number, size: number): AsyncGenerator<Piece> {
  let next = source.read(0, Math.min(first, source.size));
  for (let position = 0; ; ) {
    const block = await next;
    const from = position;
    position += block.length;
    const isLast = position >= source.size || block.length === 0;
    if (!isLast) next = source.read(position, Math.min(position + BLOCK, source.size));
    const step = from === 0 ? Math.max(block.length, 1) : size;
    for (let at = 0; at === 0 || at < block.length; at += step) {
      const to = Math.min(at + step, block.length);
      const last = isLast && to === block.length;
      yield { bytes: block.subarray(at, to), start: from + at, end: from + to, last };
    }
    source.release?.(block);
    if (isLast) return;
  }
}
