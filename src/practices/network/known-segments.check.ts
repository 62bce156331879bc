import { saidList } from '../../base/text.ts';
import { networkAttachments } from '../../facts/network-attachments.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';
import { internalSegments, publicServerSegments } from './params.ts';
import { isWithin, rangeOf, rangesOf } from './segments.ts';

/** Servers stand where the network diagram says. A laptop travels; a server that appears elsewhere was moved or rewired. */
export const knownSegments = defineCheck({
  id: 'network/known-segments',
  title: { ja: 'サーバがネットワーク図の領域にあること', en: 'Servers stand in the segments of the network diagram' },
  reads: networkAttachments,
  params: { internalSegments, publicServerSegments },
  freshness: 'settings',
  classes: ['server'],
  platforms: { windows: 'judged', macos: 'judged', linux: 'judged' },
  remedy: {
    windows: {
      ja: '「ipconfig」で接続先を確かめ、正しい領域につなぎ直すか、ネットワーク図と「社内のネットワーク領域」を改めてください。',
      en: 'Look with ipconfig and connect it to its segment, or amend the network diagram and the list of segments.',
    },
    macos: {
      ja: '「システム設定 > ネットワーク」で接続先を確かめ、正しい領域につなぎ直すか、ネットワーク図と「社内のネットワーク領域」を改めてください。',
      en: 'Look under System Settings > Network and connect it to its segment, or amend the network diagram and the list of segments.',
    },
    linux: {
      ja: '「ip -brief address」で接続先を確かめ、正しい領域につなぎ直すか、ネットワーク図と「社内のネットワーク領域」を改めてください。',
      en: 'Look with ip -brief address and connect it to its segment, or amend the network diagram and the list of segments.',
    },
  },
  caveat: {
    ja: 'IPv4のアドレスの範囲だけを照らします。配線やVLANの設定は見えません。',
    en: 'Only ranges of IPv4 addresses are compared, not cables or VLANs.',
  },
  judge({ body }, { internalSegments: internal, publicServerSegments: open }) {
    const ranges = rangesOf([...internal, ...open]);
    if (ranges.length === 0) return unknown('ネットワーク領域の範囲が未登録です。', 'No range of a network segment has been listed yet.');
    if (body.networks.length === 0) return unknown('つながっているIPv4のネットワークが見えません。', 'No IPv4 network can be seen.');
    const strange = body.networks.filter(({ network }) => {
      const own = rangeOf(network);
      return own === null || !ranges.some((range) => isWithin(own, range));
    });
    const said = saidList(strange.map(({ network, interface: name }) => `${network} (${name})`));
    if (strange.length > 0)
      return fail(`登録のない領域につながっています:${said.ja}`, `Connected to segments that are not listed: ${said.en}`);
    const all = saidList(body.networks.map(({ network }) => network));
    return pass(`登録された領域だけにつながっています:${all.ja}`, `Connected to listed segments only: ${all.en}`);
  },
});
