import type { Words } from '../base/text.ts';

/** Who in a company can be asked to keep, to do or to decide something. The first four are roles of accounts in this product. */
export const responsibleRoles = {
  administrator: { ja: '情報システム管理者', en: 'Information system administrator' },
  committee: { ja: '情報セキュリティ委員会', en: 'Information security committee' },
  management: { ja: 'トップマネジメント', en: 'Top management' },
  departmentManager: { ja: '部門の管理者', en: 'Department manager' },
} as const satisfies Record<string, Words>;
export type ResponsibleRole = keyof typeof responsibleRoles;
