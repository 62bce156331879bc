import type { Words } from '../base/text.ts';
import { fail, pass, unknown, type Verdict } from '../mechanism/check.ts';
import { type Seen, versions } from './seen.ts';

/** The company's values that decide. */
export interface WebsiteRules {
  /** `TLS1.2` or `TLS1.3`. */
  readonly minTlsVersion: string;
  readonly warnDays: number;
  readonly minRsaBits: number;
}

const minEcBits = 256;
const dayMs = 86_400_000;

const whyFailed: Readonly<Record<string, Words>> = {
  'no-such-name': { ja: '名前を引けませんでした', en: 'its name could not be resolved' },
  'refused-address': { ja: '接続してはならないアドレスを指しています', en: 'its name leads to an address that is never connected to' },
  refused: { ja: '接続を拒まれました', en: 'the connection was refused' },
  timeout: { ja: '時間内に応答がありませんでした', en: 'it did not answer in time' },
  unreachable: { ja: '到達できませんでした', en: 'it could not be reached' },
  tls: { ja: 'TLSの接続が成り立ちませんでした', en: 'no version of TLS worked' },
};

/** Judges one website by what the newest look showed. Pure. */
export function judgeWebsite(seen: Seen, rules: WebsiteRules, now: Date): Verdict {
  if ('failed' in seen) {
    const why = whyFailed[seen.failed] ?? { ja: '接続が切れました', en: 'the connection broke' };
    return unknown(`確かめられません(${why.ja})。`, `It could not be looked at: ${why.en}.`);
  }
  const { certificate } = seen;
  const wanted = versions.indexOf(`TLSv${rules.minTlsVersion.replace(/^TLS/, '')}` as (typeof versions)[number]);
  const tooOld = versions.filter((version, index) => index < wanted && seen.versions[version] === true);
  if (tooOld.length > 0) return fail(`古い版(${tooOld.join('、')})を受け付けます。`, `It takes old versions (${tooOld.join(', ')}).`);
  if (certificate.notAfter === null || certificate.notBefore === null)
    return unknown('証明書の期限を読み取れません。', 'The validity of the certificate cannot be read.');
  const left = Date.parse(certificate.notAfter) - now.getTime();
  const day = certificate.notAfter.slice(0, 10);
  if (left <= 0) return fail(`証明書の期限が切れています(${day})。`, `The certificate expired on ${day}.`);
  if (Date.parse(certificate.notBefore) > now.getTime())
    return fail('証明書がまだ有効になっていません。', 'The certificate is not valid yet.');
  if (!certificate.named) return fail('証明書が、このホスト名のものではありません。', 'The certificate is not for this host name.');
  if (!certificate.trusted) {
    return fail(
      `証明書の連鎖をたどれません(${certificate.trustProblem})。`,
      `The chain of the certificate does not hold (${certificate.trustProblem}).`,
    );
  }
  const { algorithm, bits } = certificate.key;
  if ((algorithm === 'RSA' && bits !== null && bits < rules.minRsaBits) || (algorithm === 'EC' && bits !== null && bits < minEcBits))
    return fail(`証明書の鍵が短すぎます(${algorithm} ${bits})。`, `The key of the certificate is too short (${algorithm} ${bits}).`);
  if (left < rules.warnDays * dayMs) {
    return fail(
      `証明書の期限(${day})まで${rules.warnDays}日を切っています。`,
      `The certificate ends on ${day}, within ${rules.warnDays} days.`,
    );
  }
  const untold = versions.filter((version, index) => index < wanted && seen.versions[version] === null);
  if (untold.length > 0)
    return unknown(
      `古い版(${untold.join('、')})を受け付けるか、確かめられません。`,
      `Whether it takes old versions (${untold.join(', ')}) could not be told.`,
    );
  const newest = versions.filter((version) => seen.versions[version] === true).at(-1) ?? '';
  return pass(`${newest}で接続でき、証明書は${day}まで有効です。`, `It takes ${newest}, and its certificate is valid until ${day}.`);
}
