import { saidList, words } from '../../base/text.ts';
import { listeningPorts } from '../../facts/listening-ports.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';
import { allowedInboundPorts } from './params.ts';

const nameless = words('プログラム不明', 'program not told');

/** Nothing waits for connections from other machines except on ports that the company knows. */
export const listeningPortsCheck = defineCheck({
  id: 'network/listening-ports',
  title: { ja: '外から届く待受けポート', en: 'Ports that listen to other machines' },
  reads: listeningPorts,
  params: { allowedInboundPorts },
  freshness: 'settings',
  platforms: { windows: 'judged', macos: 'judged', linux: 'judged' },
  remedy: {
    windows: {
      ja: '該当のプログラムやサービスを「services.msc」で止めるか、「設定 > アプリ」から削除してください。業務に要るものなら、承認を得て「待受けを認めるポート」に加えます。',
      en: 'Stop the service in services.msc or remove the program under Settings > Apps. If the business needs it, have it approved and add the port to the allowed ones.',
    },
    macos: {
      ja: '「システム設定 > 一般 > 共有」と「AirDropとHandoff(AirPlayレシーバー)」で使わない共有をオフにしてください。業務に要るものなら、承認を得て「待受けを認めるポート」に加えます。',
      en: 'Turn off what is not used under System Settings > General > Sharing and AirDrop & Handoff (AirPlay Receiver). If the business needs it, have it approved and add the port to the allowed ones.',
    },
    linux: {
      ja: 'sudo ss -tlnp で待受け元を確かめ、sudo systemctl disable --now サービス名 で止めるか、127.0.0.1 だけで待つ設定にしてください。業務に要るものなら、承認を得て「待受けを認めるポート」に加えます。',
      en: 'Find the program with sudo ss -tlnp, stop it with sudo systemctl disable --now <service> or bind it to 127.0.0.1. If the business needs it, have it approved and add the port to the allowed ones.',
    },
  },
  caveat: {
    ja: 'TCPの待受けだけを見ます。ファイアウォールで閉じたポートも数えます。WindowsとmacOSのOS自身が起動ごとに選ぶポート(49152以上)は数えません。',
    en: 'Only TCP is seen. A port that the firewall closes counts too. Ports from 49152 that Windows and macOS choose for themselves at each start do not count.',
  },
  judge({ body }, { allowedInboundPorts: allowed }) {
    const known = new Set(allowed.map(Number));
    const strange = body.ports.filter(({ port }) => port !== null && !known.has(port));
    if (strange.length > 0) {
      const ja = saidList(strange.map(({ port, program }) => `${port} (${program || nameless.ja})`)).ja;
      const en = saidList(strange.map(({ port, program }) => `${port} (${program || nameless.en})`)).en;
      return fail(`認めていないポートで待ち受けています:${ja}`, `Ports listen that are not allowed: ${en}`);
    }
    const unclear = body.ports.filter(({ port }) => port === null);
    if (unclear.length > 0) {
      const said = saidList(unclear.map(({ program }) => program || '?'));
      return unknown(`待受けポートの番号を読み取れません:${said.ja}`, `The number of a listening port cannot be read: ${said.en}`);
    }
    if (body.ports.length === 0) return pass('外からの接続を待つポートはありません。', 'No port listens to other machines.');
    const said = saidList([...new Set(body.ports.map(({ port }) => String(port)))]);
    return pass(`待受けは認めたポートだけです:${said.ja}`, `Only allowed ports listen: ${said.en}`);
  },
});
