import { words } from '../../base/text.ts';
import { type CaseHistory, type CaseOpinion, defineCaseCheck, judgeEach } from '../../mechanism/case-check.ts';
import { lastOf, momentOf } from './histories.ts';

/** "The day before", with a weekend's worth of patience for servers that are backed up on business days. */
const backupFreshHours = 72;

/** Before a peripheral or an update came to a server, somebody looked up what is known of it, and there was a way back. */
function opinion(one: CaseHistory): CaseOpinion {
  const applied = lastOf(one, 'apply');
  if (one.variant !== 'server' || applied === undefined) return null;
  const checked = one.events.findLast(({ step, to, at }) => step === 'precheck' && to === 'prechecked' && at <= applied.at);
  if (checked === undefined)
    return { verdict: 'fail', because: words('事前の確認がないまま適用されています。', 'It was applied without looking anything up.') };
  const backupAt = momentOf(checked.cells.backupAt);
  if (backupAt === null)
    return { verdict: 'unknown', because: words('直前のバックアップの日時が分かりません。', 'It is not known of when its backup is.') };
  return applied.happenedAt.getTime() - backupAt.getTime() <= backupFreshHours * 3_600_000
    ? { verdict: 'pass' }
    : {
        verdict: 'fail',
        because: words(
          `確かめたバックアップが、適用より${backupFreshHours}時間以上前のものです。`,
          `The backup that was looked at is more than ${backupFreshHours} hours older than the change.`,
        ),
      };
}

export const serverPrechecked = defineCaseCheck({
  id: 'changes/server-prechecked',
  title: words('サーバ変更の事前確認票', 'Pre-check form for changes to servers'),
  reads: ['changes/change'],
  judge: (cases) =>
    judgeEach(cases, opinion, {
      pass: (count) =>
        words(
          `サーバの変更${count}件のすべてで、情報とバックアップを先に確かめています。`,
          `All ${count} changes to servers were looked up, with a backup, beforehand.`,
        ),
      none: words('適用したサーバの周辺機器・更新がまだありません。', 'No peripheral or update came to a server yet.'),
    }),
});
