import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'

/** The text of a file, and its encoding. */
export interface Decoded {
  readonly text: string
  readonly encoding: string
}

/** Single-byte encodings that spreadsheets write, the most frequent first. */
const BYTES = ['cp1252', 'cp850', 'cp1250', 'macroman']

/** The share of letters beyond ASCII that must make sense for an encoding to be accepted. */
const SENSIBLE = 0.8

/**
 * Decode bytes to text: by their byte order mark; else as UTF-16 if every other byte is 0; else as UTF-8 if valid; else
 * in the single-byte encoding in which letters are next to letters and signs are not.
 *
 * @param bytes a whole file; not modified
 * @returns the text without the mark, and its encoding; undefined if no encoding fits
 * @example decode(Buffer.from([0xc9, 0x76, 0x72, 0x79])) // { text: 'Évry', encoding: 'cp1252' }
 */
export function decode(bytes: Uint8Array): Decoded | undefined {
  const encoding = marked(bytes) ?? (bytes.includes(0) ? wide(bytes) : isUtf8(bytes) ? 'UTF-8' : single(bytes))
  if (encoding === undefined || (encoding === 'UTF-8' && !isUtf8(bytes))) return undefined
  const text = iconv.decode(bytes as Buffer, encoding)
  // Bytes that only start like UTF-16 decode to meaningless characters.
  return text.includes('\0') || (encoding !== 'UTF-8' && text.includes('\uFFFD')) ? undefined : { text, encoding }
}

/** Return a word that looks wrong if the encoding is wrong: the first with a character beyond ASCII. */
export function tellingWord(text: string): string | undefined {
  return /[\p{L}\p{N}]*[^\0-\x7F][\p{L}\p{N}]*/u.exec(text)?.[0]
}

function marked([a, b, c]: Uint8Array): string | undefined {
  if (a === 0xff && b === 0xfe) return 'UTF-16LE'
  if (a === 0xfe && b === 0xff) return 'UTF-16BE'
  return a === 0xef && b === 0xbb && c === 0xbf ? 'UTF-8' : undefined
}

/** UTF-16 without a mark: most letters of a header have a zero byte, always on the same side. */
function wide(bytes: Uint8Array): string | undefined {
  const start = bytes.subarray(0, 200)
  const zeros = (side: number) => start.filter((byte, i) => byte === 0 && i % 2 === side).length / (start.length / 2)
  return zeros(1) > 0.7 && zeros(0) < 0.1 ? 'UTF-16LE' : zeros(0) > 0.7 && zeros(1) < 0.1 ? 'UTF-16BE' : undefined
}

function single(bytes: Uint8Array): string | undefined {
  const shares = BYTES.map((encoding) => sensible(iconv.decode(bytes as Buffer, encoding)))
  const best = Math.max(...shares)
  return best < SENSIBLE ? undefined : BYTES[shares.indexOf(best)]
}

/** What characters beyond ASCII look like in a wrong encoding. */
const NONSENSE = [
  // control, replacement or box-drawing characters
  /[\u0080-\u009F\uFFFD\u2500-\u259F]/gu,
  // a sign within a word, or one that no word begins or ends with
  /(?<=\p{L})[^\0-\x7F\p{L}\p{M}\s’‘´·](?=\p{L})/gu,
  /(?<=\p{L})[£¥¢¤¦§¨¬¯±¶¸¹³ªº¼½¾÷×ƒ‚„†‡‰ˆ˜]|[£¥¢¤¦§¨¬¯±¶¸¹³ªº¼½¾÷×ƒ](?=\p{L})/gu,
  // a capital after a small letter, or a small letter before a capital; capital ß is recent
  /(?<=\p{Ll})(?![A-Z])\p{Lu}|(?<=\p{Lu})(?![A-Z])\p{Lu}(?=\p{Ll})|(?![a-zß])\p{Ll}(?=\p{Lu})/gu,
  // a letter next to a digit
  /(?<=\d)(?![A-Za-z])\p{L}|(?![A-Za-z])\p{L}(?=\d)/gu,
  // four letters in a row, as in another alphabet
  /(?:(?![A-Za-z])\p{L}){4,}/gu,
]

/** The share of characters beyond ASCII that make sense in their context. */
function sensible(text: string): number {
  const all = text.match(/[^\0-\x7F]/gu)?.length ?? 0
  const wrong = NONSENSE.flatMap((pattern) => text.match(pattern) ?? []).join('')
  return 1 - wrong.length / all
}
