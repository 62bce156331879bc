import { domainToASCII } from 'node:url';

export const addressCharsMax = 254;
const localCharsMax = 64;

/**
 * The address as a mail server takes it (a domain in letters beyond ASCII in its encoded form), or null where it is none. Only what
 * is in use: no quoted local part, no comment, no letters beyond ASCII before the @, which few servers accept.
 */
export function mailAddress(text: string): string | null {
  // The URL rules that encode a domain quietly drop line breaks and tabs from it.
  if (/[\s\u0000-\u001f\u007f]/.test(text)) return null;
  const at = text.lastIndexOf('@');
  const local = text.slice(0, at);
  const domain = at < 0 ? '' : domainToASCII(text.slice(at + 1));
  if (local === '' || local.length > localCharsMax || !/^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+$/.test(local)) return null;
  if (!/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i.test(domain)) return null;
  const address = `${local}@${domain}`;
  return address.length > addressCharsMax ? null : address;
}
