import type { Words } from '../base/text.ts';
import type { ClauseVerdict } from './answers.ts';

interface Shown {
  readonly mark: string;
  readonly says: Words;
}

/** The marks of the product, never without their word. */
export const verdicts: Readonly<Record<ClauseVerdict, Shown>> = {
  pass: { mark: '○', says: { ja: '適合', en: 'pass' } },
  fail: { mark: '×', says: { ja: '不適合', en: 'fail' } },
  unknown: { mark: '？', says: { ja: '不明', en: 'unknown' } },
  planned: { mark: '－', says: { ja: '準備中', en: 'planned' } },
  'not-applicable': { mark: '－', says: { ja: '適用外', en: 'not applicable' } },
};

const kinds: Readonly<Record<string, Words>> = {
  rule: { ja: '規程', en: 'rule' },
  check: { ja: '点検', en: 'check' },
  duty: { ja: '定期業務', en: 'duty' },
  request: { ja: '申請', en: 'request' },
  register: { ja: '台帳', en: 'register' },
  tool: { ja: '道具', en: 'tool' },
};
export const kindWords = (kind: string): Words => kinds[kind] ?? { ja: kind, en: kind };

export const platformName = (platform: string): string => ({ windows: 'Windows', macos: 'macOS', linux: 'Linux' })[platform] ?? platform;

const two = (count: number): string => String(count).padStart(2, '0');

/** 2026-11-22 14:03 in the zone of the terminal. */
export function localTime(iso: string): string {
  const at = new Date(iso);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}
