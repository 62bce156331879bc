import { BodyRefused, bodyLimits } from './body-limits.ts';

const byteOf = (sign: string): number => sign.charCodeAt(0);
const [quote, backslash, comma] = [byteOf('"'), byteOf('\\'), byteOf(',')];
const [openList, closeList, openObject, closeObject] = [byteOf('['), byteOf(']'), byteOf('{'), byteOf('}')];

/** Counts depth and values on the bytes, before anything is built of them: what was parsed cannot be made small again. */
export function refuseShape(bytes: Buffer): void {
  let depth = 0;
  let values = 1;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === quote) at = endOfText(bytes, at);
    else if (byte === comma) values += 1;
    else if (byte === openList || byte === openObject) {
      depth += 1;
      values += 1;
    } else if (byte === closeList || byte === closeObject) depth -= 1;
    if (depth > bodyLimits.depthMax) throw new BodyRefused('too-deep', `the body is nested deeper than ${bodyLimits.depthMax}`);
    if (values > bodyLimits.valuesMax) throw new BodyRefused('too-many', `the body holds more than ${bodyLimits.valuesMax} values`, 413);
  }
}

/** The place of the quote that closes the text which opens at `from`; the end of the bytes where none does. */
function endOfText(bytes: Buffer, from: number): number {
  for (let end = bytes.indexOf(quote, from + 1); end >= 0; end = bytes.indexOf(quote, end + 1)) {
    let slashes = 0;
    while (bytes[end - 1 - slashes] === backslash) slashes += 1;
    if (slashes % 2 === 0) return end;
  }
  return bytes.length;
}
