import type { WrittenSheet } from '../tables/index.ts';
import type { ReviewLineView, ReviewView } from './contract-reviews.ts';

const deltas = { new: '新規', changed: '変更', unchanged: '変更なし', removed: '削除済み' } as const;
const decisions = { keep: '継続', reduce: '縮小', revoke: '取消し' } as const;
const parts = { administrator: '管理者', committee: '委員会' } as const;
const measured = { measured: '実測あり', 'not-measured': '実測なし', 'not-there': '実測で見当たらず' } as const;
const flagWords = {
  left: '退職者',
  'unknown-holder': '持ち主不明',
  unregistered: '台帳にない',
  'not-measured': '実測なし',
  'not-there': '実測で見当たらない',
  shared: '共用',
  guest: 'ゲスト・全員',
  expired: '期限切れ',
  'department-changed': '部門の異動',
  disabled: '無効化済み',
  carried: '前回から引継ぎ',
  unused: '使用なし',
  'support-ended': 'サポート終了',
} as const satisfies Record<ReviewLineView['flags'][number], string>;
const day = (at: string): string => new Date(new Date(at).getTime() + 9 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

/** A review as a sheet to print and to hand out: who, what, the four answers, the decision and by whom. */
export function reviewSheet(review: ReviewView, lines: readonly ReviewLineView[]): WrittenSheet {
  const text = (key: string, title: string, width: number) => ({ key, title, width, kind: 'text' as const, wrap: true });
  const answer = (value: boolean | undefined): string => (value === undefined ? '' : value ? '適' : '否');
  return {
    name: review.number,
    lines: [
      `${review.number} ${review.title.ja}の見直し(${review.stateTitle.ja})`,
      `対象を固定した日時: ${day(review.frozenAt)} 行数: ${review.lines} SHA-256: ${review.hash}`,
      ...review.sources.map(({ title, because }) => `${title.ja}: ${because.ja}`),
    ],
    landscape: true,
    frozenColumns: 1,
    columns: [
      { key: 'no', title: '番号', width: 6, kind: 'number' },
      text('who', 'アカウント(保有者)', 28),
      text('what', '対象', 26),
      text('level', '権限', 22),
      text('delta', '前回から', 10),
      text('measured', '実測', 14),
      text('flags', '注意', 20),
      text('part', '見直す者', 10),
      text('answers', '職務・役割・責任・力量', 20),
      text('decision', '判断', 8),
      text('reason', '理由', 30),
      text('by', '判断した者', 18),
      text('at', '日時', 16),
    ],
    rows: lines.map(({ no, who, what, level, delta, measured: seen, flags, part, decision }) => ({
      no,
      who,
      what,
      level,
      delta: deltas[delta],
      measured: measured[seen],
      flags: flags.map((flag) => flagWords[flag]).join('、'),
      part: parts[part],
      answers: decision?.answers
        ? [decision.answers.duty, decision.answers.role, decision.answers.responsibility, decision.answers.competence]
            .map(answer)
            .join('・')
        : '',
      decision: decision === null ? '' : decisions[decision.decision],
      reason: decision?.reason ?? '',
      by: decision?.by.ja ?? '',
      at: decision === null ? '' : day(decision.at),
    })),
  };
}
