import { Secret, TOTP } from 'otpauth';
import { toString as qrCode } from 'qrcode';

const periodSeconds = 30;
/** One step to either side: phones are off by some seconds, and people type slowly. */
const stepsOff = 1;
const issuer = 'Tejun';

/** What a person needs to put the seed into an authenticator app. Shown once, at enrolment. */
export interface TotpOffer {
  readonly secret: string;
  readonly uri: string;
  /** The same as `uri`, as an SVG image. */
  readonly qrSvg: string;
}

const totpOf = (secret: string, label = ''): TOTP =>
  new TOTP({ issuer, label, algorithm: 'SHA1', digits: 6, period: periodSeconds, secret: Secret.fromBase32(secret) });

/** 160 random bits, as RFC 4226 advises; SHA-1 and six digits because that is what every authenticator app can do. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

export async function totpOffer(secret: string, login: string): Promise<TotpOffer> {
  const uri = totpOf(secret, login).toString();
  return { secret, uri, qrSvg: await qrCode(uri, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 }) };
}

/** The time step of a code that is right now, or null. The caller accepts a step only if it is later than the last one. */
export function totpStep(secret: string, code: string, now: Date): number | null {
  const token = code.normalize('NFKC').replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const timestamp = now.getTime();
  const delta = totpOf(secret).validate({ token, timestamp, window: stepsOff });
  return delta === null ? null : TOTP.counter({ period: periodSeconds, timestamp }) + delta;
}
