import { choiceParam } from '../mechanism/param.ts';
import { clockSynchronised } from '../practices/clock/last-sync.check.ts';
import { ntpServiceOn } from '../practices/clock/ntp-service.check.ts';
import { clockOffsetSmall } from '../practices/clock/offset.check.ts';
import { maxClockOffsetMs, ntpServers } from '../practices/clock/params.ts';
import { configurationItemsRegister } from '../practices/configuration/items.register.ts';
import { defineControl } from './control.ts';

const timeProtocol = choiceParam({
  id: 'timeProtocol',
  title: { ja: '時刻同期の方式', en: 'Protocol of time synchronisation' },
  origin: 'fixed',
  default: 'ntp',
  options: { ntp: { ja: 'NTP', en: 'NTP' }, nts: { ja: 'NTPまたはNTS(認証付きのNTP)', en: 'NTP or NTS (authenticated NTP)' } },
});

export const clock = defineControl({
  id: '8.17',
  title: { ja: 'クロックの同期', en: 'Clock synchronization' },
  purpose: {
    ja: 'すべてのシステムの時刻をそろえ、記録の前後関係を正しくたどれるようにする。',
    en: 'To make the clocks of all systems agree, so that records can be put in their true order.',
  },
  params: [maxClockOffsetMs, timeProtocol, ntpServers],
  clauses: [
    {
      id: '8.17.a',
      type: 'item',
      text: {
        ja: '情報システム管理者は、クライアントPCからサーバまで、すべてのシステムのクロックを同期させる。時刻のずれは、{maxClockOffsetMs}以内とする。',
        en: 'The information system administrator keeps the clocks of all systems synchronised, client PCs and servers alike. The offset is no more than {maxClockOffsetMs}.',
      },
      actors: ['administrator'],
      cadence: { type: 'continuous' },
      refs: [],
      mechanisms: [clockOffsetSmall, clockSynchronised, configurationItemsRegister],
    },
    {
      id: '8.17.b',
      type: 'item',
      text: {
        ja: '情報システム管理者は、すべてのクロックの同期に{timeProtocol}を用いる。同期先のサーバは、次のとおりとする:{ntpServers}。',
        en: 'The information system administrator uses {timeProtocol} to synchronise all clocks. Time servers: {ntpServers}.',
      },
      actors: ['administrator'],
      cadence: { type: 'continuous' },
      refs: [],
      mechanisms: [ntpServiceOn],
    },
    {
      id: '8.17.advice',
      type: 'advice',
      text: {
        ja: 'イベントログは証拠として必要になることがあり、時刻の誤りはその信頼性を損なう。情報システム管理者は、すべてのシステムの時刻を正しく設定しておくことが望ましい。',
        en: 'Event logs may be needed as evidence, and a wrong clock damages their credibility. The information system administrator should therefore keep the clocks of all systems set correctly.',
      },
      actors: ['administrator'],
      cadence: { type: 'continuous' },
      refs: [],
      mechanisms: [clockOffsetSmall],
    },
  ],
});
