import { saidList } from '../../base/text.ts';
import { securityLog } from '../../facts/security-log.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';

/** Nobody emptied the logs that tell what happened. */
export const logsNotCleared = defineCheck({
  id: 'logs/not-cleared',
  title: { ja: 'ログが消去されていないこと', en: 'Logs have not been cleared' },
  reads: securityLog,
  params: {},
  freshness: 'slow',
  platforms: { windows: 'judged' },
  remedy: {
    windows: {
      ja: '「イベント ビューアー > Windows ログ」のイベント1102(セキュリティ)または104(システム)で、いつ誰が消去したかを確かめ、理由を記録してください。7日たつと、この指摘は消えます。',
      en: 'Event 1102 (Security) or 104 (System) in Event Viewer > Windows Logs tells when and by whom. Find out why and record it. The finding ends after 7 days.',
    },
  },
  caveat: {
    ja: 'セキュリティとシステムのログの消去だけを見ます。消去の前に何があったかは、転送先に写しがなければ分かりません。',
    en: 'Only the clearing of the Security and System logs is seen. What they held before is lost unless a copy lies elsewhere.',
  },
  judge({ body: { cleared, readable, windowDays } }) {
    if (cleared.length > 0) {
      const said = saidList(cleared.map(({ log, at }) => `${log} ${at.slice(0, 10)}`));
      return fail(`過去${windowDays}日にログが消去されました:${said.ja}`, `Logs were cleared within ${windowDays} days: ${said.en}`);
    }
    if (!readable) return unknown('セキュリティログを読めませんでした。', 'The Security log could not be read.');
    return pass(`過去${windowDays}日にログは消去されていません。`, `No log was cleared within ${windowDays} days.`);
  },
});
