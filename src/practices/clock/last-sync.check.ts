import { timeSync } from '../../facts/time-sync.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';

/** On Linux every daemon leaves its mark at least daily; Windows tells it in its log. */
const oldestDays = { linux: 1, windows: 7, macos: 7 } as const;

/** The device itself synchronised its clock of late, whoever measures it. */
export const clockSynchronised = defineCheck({
  id: 'clock/last-sync',
  title: { ja: '最近、時刻が同期されたこと', en: 'The clock was synchronised of late' },
  reads: timeSync,
  params: {},
  freshness: 'settings',
  platforms: {
    windows: 'judged',
    macos: {
      ja: 'macOSがいつ時刻を同期したかは、エージェントから読めません。時計のずれと自動設定は、別の点検で確かめます。',
      en: 'When macOS last synchronised cannot be read by the agent. The offset and the setting are seen by other checks.',
    },
    linux: 'judged',
  },
  remedy: {
    windows: {
      ja: '管理者として「w32tm /resync」を行い、「w32tm /query /status」で最終同期を確かめてください。',
      en: 'As administrator run w32tm /resync and look at the last sync with w32tm /query /status.',
    },
    linux: {
      ja: '「timedatectl timesync-status」または「chronyc tracking」で、同期先に届いているかを確かめてください。',
      en: 'See with timedatectl timesync-status or chronyc tracking whether the servers are reached.',
    },
  },
  caveat: {
    ja: '同期の跡(ファイルの時刻、イベント)から判断します。どれだけずれているかは「時計のずれ」の点検が示します。',
    en: 'Judged by the marks that synchronising leaves (times of files, events). How far off the clock is, the offset check tells.',
  },
  judge({ body: { ageDays, by, readable }, platform }) {
    if (!readable || ageDays === null || by === null)
      return unknown('時刻を同期した跡が見つかりません。', 'No mark of a synchronisation was found.');
    if (ageDays > oldestDays[platform])
      return fail(`最後の時刻同期は${ageDays}日前です(${by})。`, `The last synchronisation was ${ageDays} days ago (${by}).`);
    return ageDays === 0
      ? pass(`過去1日に時刻が同期されています(${by})。`, `The clock was synchronised within a day (${by}).`)
      : pass(`最後の時刻同期は${ageDays}日前です(${by})。`, `The last synchronisation was ${ageDays} days ago (${by}).`);
  },
});
