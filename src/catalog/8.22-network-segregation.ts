import { planned } from '../mechanism/citation.ts';
import { booleanParam } from '../mechanism/param.ts';
import { networkDiagramsRegister } from '../practices/network/diagrams.register.ts';
import { oneSegmentOnly } from '../practices/network/one-segment.check.ts';
import { internalSegments, publicServerSegments } from '../practices/network/params.ts';
import { defineControl } from './control.ts';

const guestIsolated = booleanParam({
  id: 'guestIsolated',
  title: { ja: '来客用の無線LANの分離', en: 'Separation of the guest wireless network' },
  origin: 'fixed',
  default: true,
  says: { true: { ja: '分離する', en: 'separates' }, false: { ja: '分離することを要しない', en: 'need not separate' } },
});

export const networkSegregation = defineControl({
  id: '8.22',
  title: { ja: 'ネットワークの分離', en: 'Segregation of networks' },
  purpose: {
    ja: 'ネットワークを役割ごとに分け、一か所が侵害されても被害がほかに広がらないようにする。',
    en: 'To divide the network by purpose, so that damage in one part does not spread to the others.',
  },
  params: [internalSegments, publicServerSegments, guestIsolated],
  clauses: [
    {
      id: '8.22.a',
      type: 'item',
      text: {
        ja: '情報システム管理者は、インターネットと社内LANとの境界にファイアウォールを設置する。',
        en: 'The information system administrator places a firewall at the boundary between the internet and the internal LAN.',
      },
      actors: ['administrator'],
      cadence: { type: 'continuous' },
      refs: [{ to: '8.20.c', why: { ja: '同じ境界での侵入の防止を定める', en: 'asks for protection at the same boundary' } }],
      mechanisms: [planned.check('境界のファイアウォールの点検', 'Check of the firewall at the boundary'), networkDiagramsRegister],
    },
    {
      id: '8.22.b',
      type: 'item',
      text: {
        ja: '情報システム管理者は、メールサーバやWebサーバ等、社外に公開するサーバを社内ネットワークから分離する。公開するサーバを置く領域は、次のとおりとする:{publicServerSegments}。社内のネットワーク領域は、次のとおりとする:{internalSegments}。',
        en: 'The information system administrator separates servers open to the outside, such as mail and web servers, from the internal network. Segments of public servers: {publicServerSegments}. Segments of the internal network: {internalSegments}.',
      },
      actors: ['administrator'],
      cadence: { type: 'continuous' },
      refs: [],
      appliesWhen: ['hasPublicServers'],
      mechanisms: [
        oneSegmentOnly,
        planned.check('公開サーバの分離の点検', 'Check that public servers are separated'),
        networkDiagramsRegister,
      ],
    },
    {
      id: '8.22.c',
      type: 'item',
      text: {
        ja: '情報システム管理者は、来客用の無線LANを、社内用の無線LANから{guestIsolated}。',
        en: 'The information system administrator {guestIsolated} the guest wireless network from the internal wireless network.',
      },
      actors: ['administrator'],
      cadence: { type: 'continuous' },
      refs: [{ to: '8.20.h', why: { ja: '無線LANの承認を定める', en: 'asks for approval of wireless LAN' } }],
      appliesWhen: ['hasWirelessLan'],
      mechanisms: [
        planned.check('来客用の無線LANの分離の点検', 'Check that the guest wireless network is separated'),
        networkDiagramsRegister,
      ],
    },
    {
      id: '8.22.advice',
      type: 'advice',
      text: {
        ja: '情報システム管理者は、ネットワークの領域ごとに境界を明確に定め、領域の間で許可する通信を、ファイアウォール等のゲートウェイで制御することが望ましい。',
        en: 'The information system administrator should define the boundary of each network domain clearly and control the traffic permitted between domains at a gateway such as a firewall.',
      },
      actors: ['administrator'],
      cadence: { type: 'continuous' },
      refs: [],
      mechanisms: [networkDiagramsRegister, oneSegmentOnly, planned.check('領域間の通信の点検', 'Check of traffic between domains')],
    },
  ],
});
