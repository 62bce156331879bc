import { words } from '../../base/text.ts';

/** What a supplier does for the company. It decides which questions of the assessment sheet concern it. */
export const workKinds = {
  development: words('システムの開発・改修', 'Development of systems'),
  operation: words('システムの運用・保守', 'Operation and maintenance'),
  information: words('顧客情報・個人情報の取扱い', 'Handling of client or personal information'),
  onsite: words('社内への立入り・常駐', 'Work on our premises'),
  service: words('回線・クラウドなどのサービス提供', 'Network or cloud service'),
} as const;
export type WorkKind = keyof typeof workKinds;
