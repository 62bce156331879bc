import { planned } from '../mechanism/citation.ts';
import { listParam, numberParam } from '../mechanism/param.ts';
import { logSourcesRegister } from '../practices/logs/sources.register.ts';
import { eventsRegister } from '../practices/monitoring/events.register.ts';
import { problemCase } from '../practices/monitoring/problem.case.ts';
import { eventResponse } from '../practices/monitoring/response.duty.ts';
import { defineControl } from './control.ts';

const firstResponseWithinMinutes = numberParam({
  id: 'firstResponseWithinMinutes',
  title: { ja: '異常への対応を始めるまでの時間', en: 'Time to begin the response' },
  origin: 'company',
  default: 60,
  min: 5,
  max: 1440,
  unit: { ja: '分', en: 'minutes' },
  stricter: 'lower',
  hint: {
    ja: '手本は「速やかに」とするだけで、時間の定めはありません。夜間や休日にも守れる値を選びます。',
    en: 'The guideline only says promptly. Choose a time you can keep at night and on holidays too.',
  },
});
const notifyChannels = listParam({
  id: 'notifyChannels',
  title: { ja: '異常の通知先', en: 'Where alerts are sent' },
  origin: 'company',
  default: [],
  maxItems: 20,
  maxItemChars: 100,
  whenEmpty: { ja: '未登録', en: 'none listed yet' },
  hint: {
    ja: '手本に定めはありません。メールやチャットの宛先の名前を挙げます。パスワードや鍵の値は書かないでください。',
    en: 'The guideline does not fix it. Give the names of mail or chat destinations; never write secrets here.',
  },
});
const baselineWindowDays = numberParam({
  id: 'baselineWindowDays',
  title: { ja: '平常の状態を求める期間', en: 'Period from which normal behaviour is learned' },
  origin: 'company',
  default: 56,
  min: 7,
  max: 366,
  unit: { ja: '日', en: 'days' },
  stricter: 'higher',
  hint: {
    ja: '手本に定めはありません。月末の繁忙を含むよう、8週間(56日)をお勧めします。',
    en: 'The guideline does not fix it. We suggest 8 weeks (56 days), so that a busy end of month is included.',
  },
});

export const monitoring = defineControl({
  id: '8.16',
  title: { ja: '監視活動', en: 'Monitoring activities' },
  purpose: {
    ja: 'ネットワークやシステムのいつもと違う動きにいち早く気づき、被害が広がる前に対応する。',
    en: 'To notice unusual behaviour of networks and systems early, and to act before the damage spreads.',
  },
  params: [firstResponseWithinMinutes, notifyChannels, baselineWindowDays],
  clauses: [
    {
      id: '8.16.a',
      type: 'item',
      text: {
        ja: '情報システム管理者は、ファイアウォール、侵入検知システム(IDS)および侵入防止システム(IPS)のログを常に監視し、異常な動きを見つけたときは速やかに対応する。対応は検知から{firstResponseWithinMinutes}以内に始める。異常の通知先は、次のとおりとする:{notifyChannels}。',
        en: 'The information system administrator watches the logs of firewalls, intrusion detection systems (IDS) and intrusion prevention systems (IPS) at all times and responds promptly to abnormal behaviour. The response begins within {firstResponseWithinMinutes} of detection. Destinations of alerts: {notifyChannels}.',
      },
      actors: ['administrator'],
      cadence: { type: 'continuous' },
      refs: [
        { to: '8.6.c', why: { ja: '原因を調べ、委員会に報告する', en: 'the cause is found and reported to the committee' } },
        { to: '8.12.d', why: { ja: '情報漏えいの防止を支える', en: 'prevention of leaks leans on it' } },
      ],
      mechanisms: [
        planned.check('境界の機器のログの異常検知', 'Detection of abnormal events in the logs of boundary devices'),
        problemCase,
        eventResponse,
        planned.tool('ログの監視と通知', 'Watching of logs and alerting'),
        eventsRegister,
        logSourcesRegister,
      ],
    },
    {
      id: '8.16.advice',
      type: 'advice',
      text: {
        ja: '情報システム管理者は、正常な状態の基準を定め、そこから外れる動きを監視することが望ましい。基準は直近{baselineWindowDays}以上の記録から求め、平常時および繁忙時のシステムの負荷、ならびに利用者やグループごとの普段のアクセスの時刻、場所および頻度を含める。',
        en: 'The information system administrator should establish a baseline of normal behaviour and watch for departures from it. The baseline is drawn from the records of at least the last {baselineWindowDays} and covers the load of systems at normal and at peak times, and the usual time, place and frequency of access of users and groups.',
      },
      actors: ['administrator'],
      cadence: { type: 'continuous' },
      refs: [],
      mechanisms: [
        planned.tool('平常の状態の算出', 'Working out of the baseline'),
        planned.check('平常から外れた動きの検知', 'Detection of departures from the baseline'),
      ],
    },
  ],
});
