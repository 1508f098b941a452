/**
 * A copy that holds no more than its own letters: engines cut cells out of a piece of the file as views, and one kept view
 * would keep the whole piece in memory.
 */
export function own(text: string): string {
  if (text.length < 13) return text;
  if (text.length > 64) return new TextDecoder("utf-16le").decode(utf16(text));
  const codes: number[] = [];
  for (let i = 0; i < text.length; i++) codes.push(text.charCodeAt(i));
  return String.fromCharCode(...codes);
}

function utf16(text: string): Uint8Array {
  const codes = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) codes[i] = text.charCodeAt(i);
  return new Uint8Array(codes.buffer);
}
