import { type Words, words } from '../../base/text.ts';
import type { Factor, Level } from '../assessment.ts';

/** What a requirement is about. */
export const topics = {
  signIn: words('認証', 'Sign-in'),
  rights: words('権限', 'Rights'),
  input: words('入力と出力', 'Input and output'),
  data: words('データの保護', 'Protection of data'),
  logs: words('記録と監視', 'Logs and monitoring'),
  availability: words('止めない・戻す', 'Availability and recovery'),
  build: words('作り方と部品', 'Building and components'),
  operation: words('構成と運用', 'Configuration and operation'),
  supplier: words('委託先・サービス', 'Supplier and service'),
} as const;
export type Topic = keyof typeof topics;

/** How it is shown that a requirement is met. */
export const verifications = {
  review: words('設計・コードのレビュー', 'Review of design or code'),
  test: words('試験', 'Test'),
  scan: words('道具による診断', 'Scan by a tool'),
  inspection: words('設定の確認', 'Look at the settings'),
  document: words('資料・契約の確認', 'Documents or contract'),
} as const;
export type Verification = keyof typeof verifications;

export type SystemKind = 'web' | 'api' | 'desktop' | 'batch' | 'mobile' | 'package' | 'infrastructure';

/** A requirement to begin with. A company takes, changes or refuses it; nothing is asked of it for good. */
export interface Starter {
  /** Permanent: requirements of years are kept with it. */
  readonly id: string;
  readonly topic: Topic;
  readonly kinds: readonly SystemKind[];
  /** From this level on. */
  readonly level: Level;
  /** Whatever the level: where the assessment says one of these. */
  readonly when?: readonly Factor[];
  readonly verify: Verification;
  readonly title: Words;
  readonly prevent: Words;
  readonly detect: Words;
  readonly respond: Words;
}

type Said = readonly [ja: string, en: string];
const said = ([ja, en]: Said): Words => words(ja, en);

/** One starter, with its four sentences in the order title, prevention, detection, response. */
export const starter = (
  id: string,
  { topic, kinds, level, when, verify }: Pick<Starter, 'topic' | 'kinds' | 'level' | 'when' | 'verify'>,
  ...[title, prevent, detect, respond]: readonly [Said, Said, Said, Said]
): Starter => ({
  id,
  topic,
  kinds,
  level,
  ...(when && { when }),
  verify,
  title: said(title),
  prevent: said(prevent),
  detect: said(detect),
  respond: said(respond),
});
