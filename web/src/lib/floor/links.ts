// Addresses in what people ask: nobody can follow one on a wall, and some are put there for the wall.
// A mailbox is somebody's own, and a stream is kept for ever.

const ADDRESS =
  /(?:[\p{L}\d._%+-]+@(?:[\p{L}\d-]+\.)+\p{L}{2,}|\b(?:https?|ftp):\/\/\S+|\bwww\.\S+|(?<![\p{L}\d@.-])(?:[\p{L}\d-]+\.)+\p{L}{2,}\/\S*)/giu;

/** The text with an ellipsis where an address stood. */
export function withoutLinks(text: string): string {
  return text
    .replace(ADDRESS, '…')
    .replace(/(?:…\s*){2,}/g, '… ')
    .trim();
}
