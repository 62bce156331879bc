import { saidList } from '../../base/text.ts';
import { wirelessNetworks } from '../../facts/wireless-networks.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';
import { allowedSsids, wlanModes } from './params.ts';

const isWpa3 = (mode: string) => /WPA3/i.test(mode);
const isWpa2 = (mode: string) => /WPA2/i.test(mode);

/** The company's own wireless network is encrypted as the company says. */
export const wirelessEncryption = defineCheck({
  id: 'endpoint/wireless-encryption',
  title: { ja: '社内の無線LANの暗号化方式', en: 'Encryption of the company’s wireless LAN' },
  reads: wirelessNetworks,
  params: { allowedSsids, acceptableWlanModes: wlanModes },
  freshness: 'settings',
  platforms: {
    windows: {
      ja: 'Windowsは暗号化の方式を報告しません。ほかの端末の結果か、アクセスポイントの管理画面で確かめてください。',
      en: 'Windows does not report the encryption. See what other devices tell, or the access point itself.',
    },
    macos: 'judged',
    linux: 'judged',
  },
  remedy: {
    macos: {
      ja: 'アクセスポイントの暗号化をWPA2(AES)かWPA3に改め、「システム設定 > Wi-Fi > 詳細設定…」で古い設定を削除してからつなぎ直してください。',
      en: 'Set the access point to WPA2 (AES) or WPA3, remove the old entry under System Settings > Wi-Fi > Advanced… and join again.',
    },
    linux: {
      ja: 'アクセスポイントの暗号化をWPA2(AES)かWPA3に改め、「nmcli connection delete 接続名」のあとつなぎ直してください。',
      en: 'Set the access point to WPA2 (AES) or WPA3, run nmcli connection delete <name> and join again.',
    },
  },
  caveat: {
    ja: '端末に保存された方式で、アクセスポイントの設定そのものではありません。WPA2とWPA3は区別できず、AESかTKIPかも見えません。',
    en: 'It is what the device saved, not the access point’s own setting. WPA2 cannot be told from WPA3, nor AES from TKIP.',
  },
  judge({ body }, { allowedSsids: ours, acceptableWlanModes: modes }) {
    if (ours.length === 0) return unknown('社内の無線LAN(SSID)が未登録です。', 'No wireless network of the company has been listed yet.');
    const networks = body.networks.filter(({ ssid }) => ours.includes(ssid));
    const said = (list: typeof networks) => saidList(list.map(({ ssid, security }) => `${ssid} (${security ?? '?'})`));
    const weak = networks.filter(({ security }) => security !== null && security !== 'wpa2');
    if (weak.length > 0) {
      return fail(
        `社内の無線LANの暗号化が、認めた方式ではありません:${said(weak).ja}`,
        `The company's wireless LAN is not encrypted as allowed: ${said(weak).en}`,
      );
    }
    const unclear = networks.filter(({ security }) => security === null);
    if (unclear.length > 0)
      return unknown(`暗号化の方式を読み取れません:${said(unclear).ja}`, `The encryption cannot be read: ${said(unclear).en}`);
    if (networks.length === 0) {
      if (body.radio === false) return pass('無線LANの装置がありません。', 'The device has no wireless adapter.');
      return body.complete
        ? pass('この端末は社内の無線LANを使っていません。', 'The device does not use the wireless LAN of the company.')
        : unknown('無線LANの記録をすべては読み取れません。', 'The record of wireless networks cannot be read in full.');
    }
    if (modes.some(isWpa2))
      return pass(
        `社内の無線LANはWPA2以上です:${said(networks).ja}`,
        `The company's wireless LAN has WPA2 or better: ${said(networks).en}`,
      );
    return modes.some(isWpa3)
      ? unknown('WPA3かどうかは端末から区別できません。', 'Whether it is WPA3 cannot be told from the device.')
      : unknown('認める暗号化方式に、見分けられる方式名がありません。', 'The allowed modes name none that can be told apart.');
  },
});
