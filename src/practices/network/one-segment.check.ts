import { saidList } from '../../base/text.ts';
import { networkAttachments } from '../../facts/network-attachments.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';
import { internalSegments, publicServerSegments } from './params.ts';
import { isWithin, rangeOf, rangesOf } from './segments.ts';

/** A machine with a foot in two segments is a way around the firewall between them. */
export const oneSegmentOnly = defineCheck({
  id: 'network/one-segment',
  title: { ja: '二つのネットワーク領域をまたいでいないこと', en: 'No device stands in two network segments' },
  reads: networkAttachments,
  params: { internalSegments, publicServerSegments },
  freshness: 'settings',
  platforms: { windows: 'judged', macos: 'judged', linux: 'judged' },
  remedy: {
    windows: {
      ja: '「設定 > ネットワークとインターネット > ネットワークの詳細設定」で、使わないほうのアダプターを無効にしてください。',
      en: 'Under Settings > Network & internet > Advanced network settings disable the adapter that is not needed.',
    },
    macos: {
      ja: '「システム設定 > ネットワーク」で、使わないほうの接続を「サービスを無効にする」にしてください。',
      en: 'Under System Settings > Network make the connection that is not needed inactive.',
    },
    linux: {
      ja: '「ip -brief address」で確かめ、使わないほうの接続を「sudo nmcli connection down 接続名」と設定の削除で外してください。',
      en: 'Look with ip -brief address, and take the connection that is not needed down with sudo nmcli connection down and out of the settings.',
    },
  },
  caveat: {
    ja: '端末の側から見えるIPv4のネットワークだけを見ます。領域の間のファイアウォールの設定は見えません。',
    en: 'Only the IPv4 networks that the device itself shows are seen, not the firewall between the segments.',
  },
  judge({ body }, { internalSegments: internal, publicServerSegments: open }) {
    const ranges = rangesOf([...internal, ...open]);
    if (ranges.length === 0) return unknown('ネットワーク領域の範囲が未登録です。', 'No range of a network segment has been listed yet.');
    const inside = new Map<string, string>();
    for (const { network } of body.networks) {
      const own = rangeOf(network);
      // The narrowest listed range is the segment: 10.0.0.0/8 may hold others.
      const range = own && ranges.filter((each) => isWithin(own, each)).sort((a, b) => b.prefix - a.prefix)[0];
      if (range) inside.set(range.text, network);
    }
    if (inside.size > 1) {
      const said = saidList([...inside.values()]);
      const passing = body.forwards === true;
      return fail(
        `複数の領域に同時につながっています:${said.ja}${passing ? '(端末が通信を中継する設定です)' : ''}`,
        `Connected to several segments at once: ${said.en}${passing ? ' (and the device passes packets on)' : ''}`,
      );
    }
    const [segment] = inside.keys();
    return segment === undefined
      ? pass('登録された社内の領域にはつながっていません。', 'Not connected to any segment that is listed.')
      : pass(`つながっている社内の領域は一つです:${segment}`, `Connected to one segment only: ${segment}`);
  },
});
