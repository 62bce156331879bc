import { type Words, words } from '../../base/text.ts';
import { type CaseHistory, type CaseOpinion, defineCaseCheck, judgeEach } from '../../mechanism/case-check.ts';
import type { Cells } from '../../mechanism/field.ts';

const cellsOf = (one: CaseHistory, step: string): Cells | null => one.events.findLast((event) => event.step === step)?.cells ?? null;
const eventOf = (one: CaseHistory, step: string) => one.events.findLast((event) => event.step === step) ?? null;
const momentOf = (cell: unknown): Date | null => (typeof cell === 'string' ? new Date(`${cell}:00+09:00`) : null);
const says = (verdict: 'fail' | 'unknown', ja: string, en: string): CaseOpinion => ({ verdict, because: words(ja, en) });

/** An audit that is over was agreed on before its window began, and really took place within it. */
function auditOpinion(one: CaseHistory): CaseOpinion {
  if (one.variant !== 'audit' || one.state === 'cancelled') return null;
  const plan = cellsOf(one, 'apply');
  const [from, to] = [momentOf(plan?.windowFrom), momentOf(plan?.windowTo)];
  const agreed = eventOf(one, 'agree');
  if (agreed === null) return null;
  if (from === null || to === null) return says('unknown', '時間帯の記録がありません。', 'It has no window on record.');
  if (agreed.at > from) return says('fail', '時間帯が始まってから合意されています。', 'It was agreed on after its window began.');
  if (plan?.inBusinessHours === true && !plan.reasonInBusinessHours)
    return says('fail', '営業時間内に行う理由がありません。', 'It was in business hours without a reason.');
  const outcome = cellsOf(one, 'outcome');
  if (outcome === null)
    return eventOf(one, 'end') === null && eventOf(one, 'stop') === null
      ? null
      : says('unknown', '実際の開始と終了がまだ記録されていません。', 'When it really began and ended is not recorded yet.');
  const [began, ended] = [momentOf(outcome.actualFrom), momentOf(outcome.actualUntil)];
  if (began === null || ended === null) return says('unknown', '実際の開始と終了の記録がありません。', 'It has no real times on record.');
  if (began < from || ended > to) return says('fail', '合意した時間帯の外で行われました。', 'It took place outside the agreed window.');
  return { verdict: 'pass' };
}

export const auditTimes = defineCaseCheck({
  id: 'audits/times',
  title: words('監査の日時と営業時間の点検', 'Check of audit times against business hours'),
  reads: ['audits/audit'],
  judge: (cases) =>
    judgeEach(cases, auditOpinion, {
      pass: (count) =>
        words(`終わった監査${count}件は、どれも合意した時間帯のうちに行われました。`, `All ${count} audits kept to the window agreed on.`),
      none: words('終わった監査がまだありません。', 'No audit is over yet.'),
    }),
});

/** A planned stop that is over was told beforehand, and things were back within its window: as measured, else as recorded. */
function outageOpinion(one: CaseHistory): CaseOpinion {
  if (one.variant !== 'outage' || one.state === 'cancelled') return null;
  const begun = eventOf(one, 'begin');
  if (begun === null) return null;
  const notice = eventOf(one, 'notice');
  if (notice === null) return says('fail', '利用者に知らせないまま停止が始まりました。', 'It began without users having been told.');
  const dueOn = cellsOf(one, 'noticeDue')?.dueOn;
  const noticedOn = notice.cells.noticedOn;
  if (typeof dueOn === 'string' && typeof noticedOn === 'string' && noticedOn > dueOn)
    return says('fail', `利用者への通知が期限(${dueOn})より後でした。`, `Users were told later than ${dueOn}.`);
  const ended = eventOf(one, 'end');
  if (ended === null) return null;
  const to = momentOf(cellsOf(one, 'apply')?.windowTo);
  return overrun(ended.cells, cellsOf(one, 'outageOutcome'), to);
}

function overrun(measured: Cells, recorded: Cells | null, to: Date | null): CaseOpinion {
  const outside = measured.outsideMinutes;
  if (typeof outside === 'number' && outside > 0)
    return says('fail', `計画の時間帯の外で${outside}分止まりました。`, `It was down for ${outside} minutes outside its window.`);
  const until = momentOf(recorded?.actualUntil);
  if (until !== null && to !== null && until > to) {
    const late = Math.round((until.getTime() - to.getTime()) / 60_000);
    return says('fail', `計画より${late}分遅れて復旧しました。`, `It came back ${late} minutes later than planned.`);
  }
  if (typeof outside === 'number' || until !== null) return { verdict: 'pass' };
  const why: Words = words(String(measured.unknown ?? '測定がありません。'), 'It was not measured, and nobody recorded it yet.');
  return { verdict: 'unknown', because: why };
}

export const outageDowntime = defineCaseCheck({
  id: 'audits/downtime',
  title: words('計画停止の実績の点検', 'Check of actual against planned downtime'),
  reads: ['audits/audit'],
  judge: (cases) =>
    judgeEach(cases, outageOpinion, {
      pass: (count) =>
        words(
          `終わった計画停止${count}件は、どれも前もって知らせ、時間帯のうちに戻りました。`,
          `All ${count} planned stops were told beforehand and over in time.`,
        ),
      none: words('終わった計画停止がまだありません。', 'No planned stop is over yet.'),
    }),
});
