import { saidList } from '../../base/text.ts';
import { heldCertificates } from '../../facts/held-certificates.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';
import { certExpiryWarnDays } from './params.ts';

const dayMs = 86_400_000;

/** No certificate that the device holds has run out, or is about to. */
export const certificateExpiry = defineCheck({
  id: 'cryptography/certificate-expiry',
  title: { ja: '証明書の有効期限', en: 'Expiry of certificates' },
  reads: heldCertificates,
  params: { certExpiryWarnDays },
  freshness: 'settings',
  platforms: { windows: 'judged', macos: 'judged', linux: 'judged' },
  remedy: {
    windows: {
      ja: 'certlm.msc(利用者の証明書は certmgr.msc)の「個人 > 証明書」で更新し、使わない期限切れの証明書は削除してください。',
      en: 'Renew it under Personal > Certificates in certlm.msc (certmgr.msc for a person’s own), and delete expired ones that are not used.',
    },
    macos: {
      ja: '「キーチェーンアクセス > システム > 証明書」で更新した証明書に入れ替え、期限切れの証明書は削除してください。',
      en: 'In Keychain Access > System > Certificates replace it with the renewed one and delete expired ones.',
    },
    linux: {
      ja: "Let's Encryptなら sudo certbot renew を実行し、systemctl list-timers で自動更新が動いていることを確かめてください。",
      en: 'With Let’s Encrypt run sudo certbot renew and make sure with systemctl list-timers that it renews by itself.',
    },
  },
  caveat: {
    ja: 'Linuxでは /etc/letsencrypt/live、/etc/nginx/ssl、/etc/apache2/ssl、/etc/httpd/ssl、/etc/pki/tls/certs の証明書だけを見ます。',
    en: 'On Linux only certificates in /etc/letsencrypt/live, /etc/nginx/ssl, /etc/apache2/ssl, /etc/httpd/ssl and /etc/pki/tls/certs are seen.',
  },
  judge({ body }, { certExpiryWarnDays: days }, now) {
    const left = ({ notAfter }: { notAfter: string | null }) => (notAfter === null ? null : Date.parse(notAfter) - now.getTime());
    const day = (notAfter: string | null) => notAfter?.slice(0, 10) ?? '';
    const said = (list: typeof body.certificates) => saidList(list.map(({ name, notAfter }) => `${name} (${day(notAfter)})`));
    const expired = body.certificates.filter((one) => (left(one) ?? 1) <= 0);
    if (expired.length > 0) {
      return fail(`期限の切れた証明書があります:${said(expired).ja}`, `Certificates that have expired: ${said(expired).en}`);
    }
    const soon = body.certificates.filter((one) => (left(one) ?? Number.POSITIVE_INFINITY) < days * dayMs);
    if (soon.length > 0) {
      return fail(
        `${days}日以内に期限の切れる証明書があります:${said(soon).ja}`,
        `Certificates that expire within ${days} days: ${said(soon).en}`,
      );
    }
    const unclear = body.certificates.filter(({ notAfter }) => notAfter === null).map(({ name }) => name);
    if (unclear.length > 0) {
      const names = saidList(unclear);
      return unknown(`期限を読み取れない証明書があります:${names.ja}`, `Certificates whose expiry cannot be read: ${names.en}`);
    }
    if (body.certificates.length === 0 && body.tlsListening === true) {
      return unknown(
        'TLSの待受けがありますが、その証明書が見る場所にありません。',
        'Something listens for TLS, but its certificate is not in the places looked at.',
      );
    }
    return body.certificates.length === 0
      ? pass('この端末が持つ証明書はありません。', 'The device holds no certificate.')
      : pass(
          `証明書${body.certificates.length}件は、いずれも期限まで${days}日以上あります。`,
          `All ${body.certificates.length} certificates are valid for ${days} days or more.`,
        );
  },
});
