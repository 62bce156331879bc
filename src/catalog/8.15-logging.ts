import { planned } from '../mechanism/citation.ts';
import { listParam, numberParam } from '../mechanism/param.ts';
import { change } from '../practices/changes/change.case.ts';
import { changesRegister } from '../practices/changes/changes.register.ts';
import { clockOffsetSmall } from '../practices/clock/offset.check.ts';
import { logsNotCleared } from '../practices/logs/not-cleared.check.ts';
import { logReviewInterval, securityLogMinMb, workLogConfirmWithinDays } from '../practices/logs/params.ts';
import { logsReaders } from '../practices/logs/readers.check.ts';
import { logsRecorded } from '../practices/logs/recording.check.ts';
import { logReview } from '../practices/logs/review.duty.ts';
import { securityLogLarge } from '../practices/logs/security-log-size.check.ts';
import { serverWorkRegister } from '../practices/logs/server-work.register.ts';
import { signInsRecorded } from '../practices/logs/sign-ins-recorded.check.ts';
import { logSourcesRegister } from '../practices/logs/sources.register.ts';
import { serverWorkConfirmation } from '../practices/logs/work-confirmation.duty.ts';
import { privilegesRegister } from '../practices/privileged-access/privileges.register.ts';
import { defineControl } from './control.ts';

const logRetentionMonths = numberParam({
  id: 'logRetentionMonths',
  title: { ja: 'ログの保存期間', en: 'Retention of logs' },
  origin: 'company',
  default: 12,
  min: 1,
  max: 120,
  unit: { ja: 'か月', en: 'months' },
  stricter: 'higher',
  hint: {
    ja: '手本に定めはありません。侵入に気づくまでに数か月かかることがあるため、12か月をお勧めします。',
    en: 'The guideline does not fix it. An intrusion may go unnoticed for months, so we suggest 12.',
  },
});
const silentSourceAlarmHours = numberParam({
  id: 'silentSourceAlarmHours',
  title: { ja: 'ログの途絶とみなす時間', en: 'Silence of a log source that calls for attention' },
  origin: 'company',
  default: 24,
  min: 1,
  max: 168,
  unit: { ja: '時間', en: 'hours' },
  stricter: 'lower',
  hint: { ja: '手本に定めはありません。', en: 'The guideline does not fix it.' },
});
const logReaders = listParam({
  id: 'logReaders',
  title: { ja: 'ログの閲覧を認める担当者', en: 'Persons named to read logs' },
  origin: 'company',
  default: [],
  maxItems: 50,
  maxItemChars: 60,
  whenEmpty: { ja: '指名なし', en: 'nobody' },
  hint: {
    ja: '情報システム管理者は挙げる必要がありません。そのほかに指名した者を挙げます。',
    en: 'The information system administrator need not be listed; list the others who were named.',
  },
});

export const logging = defineControl({
  id: '8.15',
  title: { ja: 'ログ取得', en: 'Logging' },
  purpose: {
    ja: 'システムで何が起きたかを記録に残し、異常に気づき、事故の原因を後から調べられるようにする。',
    en: 'To keep a record of what happened in systems, so that abnormal events are noticed and the cause of an incident can be found later.',
  },
  params: [logRetentionMonths, silentSourceAlarmHours, securityLogMinMb, logReviewInterval, logReaders, workLogConfirmWithinDays],
  clauses: [
    {
      id: '8.15.a',
      type: 'item',
      text: {
        ja: '情報システム管理者は、サーバに保存した重要なデータを障害、不正侵入、改ざん等から守るため、必要に応じてログを取得する。取得の対象はログ取得対象台帳に定め、ログは{logRetentionMonths}以上保存する。対象からのログが{silentSourceAlarmHours}途絶えたときは、その原因を調べる。Windowsのセキュリティログの容量は{securityLogMinMb}以上とする。',
        en: 'To protect important data on servers from failure, intrusion, tampering and the like, the information system administrator takes logs as needed. The register of log sources says what is logged, and logs are kept for at least {logRetentionMonths}. When a source has been silent for {silentSourceAlarmHours}, the administrator finds out why. The Security log of Windows holds at least {securityLogMinMb}.',
      },
      actors: ['administrator'],
      cadence: { type: 'continuous' },
      refs: [{ to: '8.17.a', why: { ja: 'ログの時刻をそろえる', en: 'the times in logs must agree' } }],
      mechanisms: [
        logSourcesRegister,
        logsRecorded,
        signInsRecorded,
        securityLogLarge,
        planned.check('ログの途絶と保存期間の点検', 'Check of silent sources and retention of logs'),
        planned.tool('ログの収集と保管', 'Collecting and keeping of logs'),
      ],
    },
    {
      id: '8.15.b',
      type: 'item',
      text: {
        ja: '情報システム管理者は、必要に応じてログを定期的に点検する。点検は{logReviewInterval}に1回以上行い、結果を記録する。',
        en: 'The information system administrator reviews logs regularly as needed. A review takes place at least once every {logReviewInterval}, and its result is recorded.',
      },
      actors: ['administrator'],
      cadence: { type: 'periodic', param: 'logReviewInterval' },
      refs: [],
      mechanisms: [logReview, planned.check('ログの点検の実施状況', 'Check that logs are reviewed in time')],
    },
    {
      id: '8.15.c',
      type: 'item',
      text: {
        ja: 'ログにアクセスできる者は、情報システム管理者および情報システム管理者が指名した担当者に限る。指名した担当者は、次のとおりとする:{logReaders}。',
        en: 'Only the information system administrator and persons named by the administrator may access logs. Persons named: {logReaders}.',
      },
      actors: ['administrator', 'operator'],
      cadence: { type: 'continuous' },
      refs: [],
      mechanisms: [logSourcesRegister, logsReaders, logsNotCleared, privilegesRegister],
    },
    {
      id: '8.15.d',
      type: 'item',
      text: {
        ja: '情報システム管理者は、運用担当者がサーバで行った作業を、作業のログ、または日報やサーバ作業記録によって、作業の日から{workLogConfirmWithinDays}以内に確認する。情報システム管理者が自ら行った作業は、情報セキュリティ委員会が確認する。',
        en: 'The information system administrator confirms the work that operators did on servers from the work logs, or from daily reports or server work records, within {workLogConfirmWithinDays} of the work. Work done by the administrator in person is confirmed by the information security committee.',
      },
      actors: ['administrator', 'operator', 'committee'],
      cadence: { type: 'event', on: { ja: 'サーバでの作業', en: 'Work on a server' } },
      refs: [],
      appliesWhen: ['hasOwnServers'],
      mechanisms: [
        serverWorkConfirmation,
        serverWorkRegister,
        planned.check('作業記録のないサーバ操作の検出', 'Detection of server sessions without a work record'),
        change,
        changesRegister,
      ],
    },
    {
      id: '8.15.advice',
      type: 'advice',
      text: {
        ja: '情報システム管理者は、インシデントを分析するときに複数のログを突き合わせられるよう、すべてのシステムの時刻源を同期させておくことが望ましい。時刻の同期は、8.17「クロックの同期」の定めによる。',
        en: 'So that logs can be compared when an incident is analysed, the information system administrator should have all systems use synchronised time sources. Synchronisation follows 8.17, Clock synchronization.',
      },
      actors: ['administrator'],
      cadence: { type: 'continuous' },
      refs: [{ to: '8.17', why: { ja: '時刻の同期を定める', en: 'lays down how clocks are synchronised' } }],
      mechanisms: [clockOffsetSmall],
    },
  ],
});
