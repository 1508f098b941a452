/**
 * Gives the memory of an array back at once, where the engine can (ES2024); the array is empty afterwards and must not be used. A
 * file is read through hundreds of such arrays, and what waits for a collector would be as large as the file.
 */
export function release(array: { readonly buffer: ArrayBufferLike }): void {
  const buffer = array.buffer as ArrayBuffer & { transfer?(length: number): ArrayBuffer };
  buffer.transfer?.(0);
}
