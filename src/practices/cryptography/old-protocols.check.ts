import { saidList } from '../../base/text.ts';
import { tlsSettings } from '../../facts/tls-settings.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';

/** Up to this build Windows leaves TLS 1.0 and 1.1 on unless somebody switches them off; later ones ship them off in part. */
const lastBuildWithOldTls = 22_631;
/** SSL 2.0 is gone, and SSL 3.0 is off unless switched on, in every Windows since 2016. */
const offByDefault = ['SSL 2.0', 'SSL 3.0'];

/** The system itself neither offers nor takes protocols that are known to be broken. */
export const oldProtocolsOff = defineCheck({
  id: 'cryptography/old-protocols',
  title: { ja: '古いTLS・SSLが無効なこと', en: 'Old versions of TLS and SSL are off' },
  reads: tlsSettings,
  params: {},
  freshness: 'settings',
  platforms: { windows: 'judged' },
  remedy: {
    windows: {
      ja: '「インターネット オプション > 詳細設定」でTLS 1.0・1.1のチェックを外し、サーバではレジストリ「HKLM\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.0\\Server」と「…\\TLS 1.1\\Server」に、DWORD「Enabled」=0を設けて再起動してください。',
      en: 'Untick TLS 1.0 and 1.1 under Internet Options > Advanced. On servers create the DWORD Enabled = 0 under HKLM\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.0\\Server and …\\TLS 1.1\\Server, then restart.',
    },
  },
  caveat: {
    ja: 'Windows自身の設定(SCHANNEL)だけを見ます。独自の暗号を持つソフト(Apache、Java、ブラウザなど)は別です。',
    en: 'Only the settings of Windows itself (SCHANNEL) are seen. Programs with cryptography of their own (Apache, Java, browsers) are another matter.',
  },
  judge({ body }) {
    const said = (list: typeof body.protocols) =>
      saidList(
        list.map(({ name, side }) => `${name} ${side === 'server' ? 'サーバ (server)' : 'クライアント (client)'}`),
        8,
      );
    // What a server offers counts; what a client would take is forced upon it by the other side only.
    const on = body.protocols.filter(({ on: isOn }) => isOn === true);
    if (on.length > 0) return fail(`古い版が有効にされています:${said(on).ja}`, `Old versions are switched on: ${said(on).en}`);
    const unset = body.protocols.filter(({ name, on: isOn }) => isOn === null && !offByDefault.includes(name));
    if (unset.length === 0) return pass('SSLと、TLS 1.0・1.1は無効です。', 'SSL and TLS 1.0 and 1.1 are off.');
    if (body.build !== null && body.build <= lastBuildWithOldTls) {
      return fail(
        `このWindowsの既定では有効なままの版があります:${said(unset).ja}`,
        `Left on by the default of this Windows: ${said(unset).en}`,
      );
    }
    return unknown(
      `設定がなく、Windowsの既定に任されています:${said(unset).ja}`,
      `Not set, so left to the default of Windows: ${said(unset).en}`,
    );
  },
});
