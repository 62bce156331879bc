import { type Words, words } from '../base/text.ts';
import { localDateOf, localTimeOf } from '../calendar/index.ts';
import type { Db } from '../db/pool.ts';
import { countedMax, type EventListed, type EventState, eventsBetween, listEvents, titleOf, waitingSums } from '../drift/index.ts';
import { type SheetSection, sheetRowsMax, sinceWords } from './sheets-section.ts';

const stateWords: Readonly<Record<EventState, Words>> = {
  waiting: words('理由を待つ', 'waiting for a reason'),
  matched: words('承認された変更', 'approved'),
  explained: words('理由を記録済み', 'explained'),
  quiet: words('決まりで扱い済み', 'by rule'),
  noted: words('記録のみ', 'noted'),
  closed: words('端末の廃止', 'device retired'),
};

/** Changes seen on devices: all that wait for a reason, whenever they were seen, and how those since the last time were dealt with. */
export async function changeSections(db: Db, since: Date | null, at: Date): Promise<readonly SheetSection[]> {
  const [waiting, sums, { events }] = await Promise.all([
    waitingSums(db),
    eventsBetween(db, since, at),
    listEvents(db, { state: 'waiting', offset: 0, limit: sheetRowsMax }),
  ]);
  const seen = (Object.entries(sums) as [EventState, number][])
    .filter(([state]) => state !== 'waiting')
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  const period = sinceWords(since);
  const said = (language: 'ja' | 'en') =>
    seen.map(([state, count]) => `${stateWords[state][language]}${language === 'ja' ? '' : ' '}${count}`);
  return [
    {
      title: words('検知した変更', 'Changes seen'),
      to: '/devices/changes',
      verdict: waiting.events === 0 ? 'pass' : 'fail',
      summary: words(
        `理由を待つ変更${Math.min(waiting.events, countedMax)}件(${waiting.devices}台)。${period.ja}に見つかり、片付いたもの: ${said('ja').join('、') || 'なし'}。`,
        `${waiting.events} wait for a reason (on ${waiting.devices} devices). Dealt with ${period.en}: ${said('en').join(', ') || 'none'}.`,
      ),
      columns: [words('端末', 'Device'), words('変更', 'Change'), words('起きた時間', 'When')],
      rows: events.map((event) => [event.deviceName, titleOf(event.counts, event.platform), spanOf(event)]),
      more: Math.max(0, waiting.events - events.length),
    },
  ];
}

function spanOf({ fromAt, at }: EventListed): string {
  const said = (moment: Date) => `${localDateOf(moment)} ${localTimeOf(moment)}`;
  return `${said(fromAt)}〜${localDateOf(fromAt) === localDateOf(at) ? localTimeOf(at) : said(at)}`;
}
