import { saidList } from '../../base/text.ts';
import { heldCertificates } from '../../facts/held-certificates.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';
import { minRsaBits } from './params.ts';

const minEcBits = 256;
const broken = /(md2|md4|md5|sha-?1)(?!\d)/i;

/** The certificates that the device holds rest on keys and signatures that still hold. */
export const certificateStrength = defineCheck({
  id: 'cryptography/certificate-strength',
  title: { ja: '証明書の鍵の強さ', en: 'Strength of the keys of certificates' },
  reads: heldCertificates,
  params: { minRsaBits },
  freshness: 'settings',
  platforms: { windows: 'judged', macos: 'judged', linux: 'judged' },
  remedy: {
    windows: {
      ja: 'certlm.msc(利用者の証明書は certmgr.msc)の「個人 > 証明書」で、新しい鍵による証明書を要求し、古いものを削除してください。',
      en: 'Under Personal > Certificates in certlm.msc (certmgr.msc for a person’s own) request a certificate with a new key and delete the old one.',
    },
    macos: {
      ja: '新しい鍵で証明書を発行し直し、「キーチェーンアクセス > システム > 証明書」の古いものを削除してください。',
      en: 'Have a certificate issued for a new key and delete the old one under Keychain Access > System > Certificates.',
    },
    linux: {
      ja: '「openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256」などで鍵を作り直し、証明書を発行し直してください。',
      en: 'Make a new key, such as with openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256, and have a certificate issued for it.',
    },
  },
  caveat: {
    ja: '期限の点検と同じ場所にある証明書だけを見ます。鍵の持ち方や、通信に使う暗号の組み合わせは見えません。',
    en: 'Only certificates in the places of the expiry check are seen, not how the key is kept nor which ciphers are used.',
  },
  judge({ body }, { minRsaBits: bits }) {
    const said = (list: typeof body.certificates) =>
      saidList(list.map(({ name, key, signature }) => `${name} (${[key?.algorithm, key?.bits, signature].filter(Boolean).join(' ')})`));
    const weak = body.certificates.filter(
      ({ key, signature }) =>
        broken.test(signature ?? '') ||
        key?.algorithm === 'DSA' ||
        (key?.algorithm === 'RSA' && key.bits !== null && key.bits < bits) ||
        (key?.algorithm === 'EC' && key.bits !== null && key.bits < minEcBits),
    );
    if (weak.length > 0) {
      return fail(
        `鍵か署名の弱い証明書があります:${said(weak).ja}(RSAは${bits}ビット以上)`,
        `Certificates with a weak key or signature: ${said(weak).en} (RSA needs ${bits} bits)`,
      );
    }
    const unclear = body.certificates.filter(
      ({ key }) => key === null || key === undefined || key.algorithm === 'other' || key.bits === null,
    );
    if (unclear.length > 0)
      return unknown(
        `鍵の長さを読み取れない証明書があります:${said(unclear).ja}`,
        `The key of a certificate cannot be read: ${said(unclear).en}`,
      );
    if (body.certificates.length === 0 && body.tlsListening === true) {
      return unknown(
        'TLSの待受けがありますが、その証明書が見る場所にありません。',
        'Something listens for TLS, but its certificate is not in the places looked at.',
      );
    }
    return body.certificates.length === 0
      ? pass('この端末が持つ証明書はありません。', 'The device holds no certificate.')
      : pass(
          `証明書${body.certificates.length}件の鍵は、いずれも基準(RSA ${bits}ビット、楕円曲線${minEcBits}ビット)以上です。`,
          `The keys of all ${body.certificates.length} certificates are strong enough (RSA ${bits}, elliptic curve ${minEcBits} bits).`,
        );
  },
});
