// The words of a file as spreadsheets and editors save it: UTF-8, UTF-16 with its mark (what Excel calls
// Unicode text), or Windows-1252 (what Excel of western Europe saves as CSV).

/** Its words; what is neither UTF-8 nor marked as UTF-16 is read as Windows-1252, which takes any bytes. */
export function textOf(bytes: ArrayBuffer): string {
  const [first, second] = new Uint8Array(bytes);
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
