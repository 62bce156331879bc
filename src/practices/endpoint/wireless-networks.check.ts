import { saidList } from '../../base/text.ts';
import { wirelessNetworks } from '../../facts/wireless-networks.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';
import { allowedSsids, openWifiAllowed, wifiLookbackDays } from './params.ts';

const dayMs = 86_400_000;

/** The device joins only wireless networks that the company knows, and none that is open or weakly protected. */
export const wirelessNetworksCheck = defineCheck({
  id: 'endpoint/wireless-networks',
  title: { ja: '接続する無線LAN', en: 'Wireless networks joined' },
  reads: wirelessNetworks,
  params: { openWifiAllowed, allowedSsids, wifiLookbackDays },
  freshness: 'settings',
  platforms: { windows: 'judged', macos: 'judged', linux: 'judged' },
  remedy: {
    windows: {
      ja: '「設定 > ネットワークとインターネット > Wi-Fi > 既知のネットワークの管理」で該当の無線LANを削除してください。接続の記録は、見る期間が過ぎると数えなくなります。',
      en: 'Forget the network under Settings > Network & internet > Wi-Fi > Manage known networks. The record of the connection stops counting after the period looked at.',
    },
    macos: {
      ja: '「システム設定 > Wi-Fi > 詳細設定…」の既知のネットワークから、該当の無線LANを削除してください。',
      en: 'Remove the network from the known networks under System Settings > Wi-Fi > Advanced….',
    },
    linux: {
      ja: 'nmcli connection show で該当の接続を確かめ、nmcli connection delete で削除してください。',
      en: 'Find the connection with nmcli connection show and delete it with nmcli connection delete.',
    },
  },
  caveat: {
    ja: '保存または接続の記録による点検で、いま接続中の無線LANではありません。Windowsは暗号化の方式を報告しません。',
    en: 'It rests on saved networks and past connections, not on the one in use. Windows does not report the protection.',
  },
  judge({ body, platform }, { openWifiAllowed: openAllowed, allowedSsids: allowed, wifiLookbackDays: days }, now) {
    const since = new Date(now.getTime() - days * dayMs).toISOString().slice(0, 10);
    // A network that is only kept counts as well: the device would join it by itself.
    const networks = body.networks.filter(({ lastUsed }) => lastUsed === null || lastUsed >= since);
    const named = (list: typeof networks) => saidList([...new Set(list.map(({ ssid }) => ssid || '(名前なし / no name)'))]);

    const weak = networks.filter(({ security }) => security === 'wep' || security === 'wpa');
    if (weak.length > 0) {
      return fail(`弱い暗号(WEP・WPA)の無線LANがあります:${named(weak).ja}`, `Weakly protected networks (WEP, WPA): ${named(weak).en}`);
    }
    if (openAllowed) {
      return body.complete || networks.length > 0
        ? pass(
            '公衆・無認証の無線LANへの接続は、社内の定めにより制限していません。',
            'By the company’s rule public wireless LAN is not restricted.',
          )
        : unknown('無線LANの記録をすべては読み取れません。', 'The record of wireless networks cannot be read in full.');
    }
    const open = networks.filter(({ security }) => security === 'open');
    if (open.length > 0) {
      return fail(
        `暗号化または認証のない無線LANがあります:${named(open).ja}`,
        `Networks without encryption or authentication: ${named(open).en}`,
      );
    }
    // Windows puts a number behind a name that it has met before: «Office 2».
    const isAllowed = (ssid: string) => allowed.includes(ssid) || (platform === 'windows' && allowed.includes(ssid.replace(/ \d+$/, '')));
    const strange = networks.filter(({ ssid }) => !isAllowed(ssid));
    if (strange.length > 0 && allowed.length > 0) {
      return fail(
        `社内の一覧にない無線LANがあります:${named(strange).ja}`,
        `Networks that are not on the company’s list: ${named(strange).en}`,
      );
    }
    if (strange.length > 0) {
      return unknown(
        `接続を認める無線LANが未登録のため判定できません:${named(strange).ja}`,
        `No allowed network has been listed yet, so these cannot be judged: ${named(strange).en}`,
      );
    }
    const unclear = body.securityReported ? networks.filter(({ security }) => security === null) : [];
    if (unclear.length > 0) {
      return unknown(`暗号化の方式を読み取れない無線LANがあります:${named(unclear).ja}`, `Protection not readable: ${named(unclear).en}`);
    }
    if (body.radio === false && networks.length === 0) return pass('無線LANの装置がありません。', 'The device has no wireless adapter.');
    if (!body.complete)
      return unknown('無線LANの記録をすべては読み取れません。', 'The record of wireless networks cannot be read in full.');
    return networks.length === 0
      ? pass(`直近${days}日に接続した無線LANはありません。`, `No wireless network was joined within ${days} days.`)
      : pass(
          `無線LANはすべて社内の一覧にあります:${named(networks).ja}`,
          `Every wireless network is on the company’s list: ${named(networks).en}`,
        );
  },
});
