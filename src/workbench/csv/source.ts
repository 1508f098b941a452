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
