import { words } from '../../base/text.ts';
import { type CaseSoFar, defineCase } from '../../mechanism/case.ts';
import type { Cell, Cells } from '../../mechanism/field.ts';
import { auditSteps } from './audit-steps.ts';

/** An audit or a planned stop: agreed beforehand, within its window, and held against what really happened. */
export const auditCase = defineCase({
  id: 'audits/audit',
  code: 'AUD',
  title: words('監査・計画停止', 'Audit or planned stop'),
  purpose: words(
    '監査と計画停止を、合意した時間帯のうちに行い、渡したアカウントを閉じ、実績を計画と照らし合わせます。',
    'Audits and planned stops are done within the window that was agreed; accounts given are closed, and what happened is held against the plan.',
  ),
  variants: {
    audit: words('監査・診断', 'Audit or test'),
    outage: words('計画停止', 'Planned stop'),
  },
  states: {
    applied: { title: words('合意待ち', 'Waiting for agreement') },
    agreed: { title: words('合意済み・開始待ち', 'Agreed') },
    noticing: { title: words('利用者への通知待ち', 'Users to be told') },
    noticed: { title: words('通知済み・開始待ち', 'Users told') },
    running: { title: words('実施中', 'Under way') },
    over: { title: words('実績の記録待ち', 'To be recorded') },
    copies: { title: words('写したデータの消去待ち', 'Copies to be deleted') },
    closed: { title: words('終了', 'Closed'), end: 'done' },
    cancelled: { title: words('取りやめ', 'Called off'), end: 'called-off' },
  },
  steps: auditSteps,
  label: ({ title }) => String(title ?? ''),
  variantOf: ({ kind }) => (kind === 'plannedStop' ? 'outage' : 'audit'),
  devices: ({ device }) => (typeof device === 'string' ? [device] : []),
  mirror: { register: 'audits/audits', cells: auditLine },
  readers: ['administrator', 'committee', 'management'],
});

/** What the register learns beside what was agreed: when people were told, which accounts, and what really happened. */
export function auditLine({ done }: CaseSoFar): Cells {
  const said = (step: string, field: string): Cell => done.get(step)?.cells[field] ?? null;
  const outcome = done.has('outcome') ? 'outcome' : 'outageOutcome';
  const accounts = ['giveAccount', 'giveAccountLate'].flatMap((step) => (done.has(step) ? [String(said(step, 'login'))] : []));
  const cells: Cells = {
    noticedOn: said('notice', 'noticedOn'),
    actualFrom: said(outcome, 'actualFrom'),
    actualUntil: said(outcome, 'actualUntil'),
    accounts: accounts.length === 0 ? null : accounts.join('、').slice(0, 200),
    copies: done.has('copiesDeleted') ? `消去済み(${String(said('copiesDeleted', 'deletedOn'))})` : null,
  };
  return Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== null));
}
