import type { Words } from '../base/text.ts';
import type { Citation } from '../mechanism/citation.ts';
import type { Param } from '../mechanism/param.ts';

/** Facts about the company that switch chapters or clauses on. The interview asks them; until then all count as true. */
export const conditions = {
  developsSoftware: { ja: 'ソフトウェアを自社で開発している', en: 'We develop software ourselves' },
  outsourcesDevelopment: { ja: '開発を外部に委託している', en: 'We outsource development' },
  hasWirelessLan: { ja: '無線LANを使っている', en: 'We use wireless LAN' },
  hasOwnServers: { ja: '自社で管理するサーバがある', en: 'We run servers of our own' },
  hasPublicServers: { ja: '社外に公開するサーバがある', en: 'We run servers open to the outside' },
  hasPublicWebsite: { ja: '自社のWebサイトがある', en: 'We have a website of our own' },
  issuesMobilePhones: { ja: '携帯電話・スマートフォンを業務に使う', en: 'Phones are used for work' },
  takesDevicesOut: { ja: '端末を社外へ持ち出す', en: 'Devices are taken outside' },
  worksAtClients: { ja: '受託開発または客先常駐がある', en: 'We develop for clients or work at their sites' },
  usesCloud: { ja: 'クラウドサービスを使っている', en: 'We use cloud services' },
} as const satisfies Record<string, Words>;
export type Condition = keyof typeof conditions;

/** Who acts in a clause. */
export const actors = {
  user: { ja: '利用者', en: 'Users' },
  administrator: { ja: '情報システム管理者', en: 'Information system administrator' },
  committee: { ja: '情報セキュリティ委員会', en: 'Information security committee' },
  management: { ja: 'トップマネジメント', en: 'Top management' },
  departmentManager: { ja: '部門の管理者', en: 'Department manager' },
  operator: { ja: '運用担当者', en: 'Operator' },
  developer: { ja: '開発担当者', en: 'Developer' },
  supplier: { ja: '委託先', en: 'Supplier' },
  auditor: { ja: '監査者', en: 'Auditor' },
} as const satisfies Record<string, Words>;
export type Actor = keyof typeof actors;

/** How often a clause asks for something. `everyMonths` where a period is fixed; a parameter's id where the company sets it. */
export interface Cadence {
  readonly type: 'continuous' | 'periodic' | 'event' | 'as-needed' | 'once';
  readonly everyMonths?: number;
  /** The id of the parameter that holds the period. */
  readonly param?: string;
  /** For `event`: what sets it off. */
  readonly on?: Words;
}

/** `item`, `sub` and `para` are operative: they ask for something. A `lead` or a heading introduces, `advice` recommends. */
export type ClauseType = 'item' | 'sub' | 'para' | 'lead' | 'advice';

export interface Clause {
  /** Permanent: `8.13.c`, `8.1.d.5`, `8.13.advice`. */
  readonly id: string;
  readonly type: ClauseType;
  /** True where the clause only heads its sub-clauses and asks for nothing itself. */
  readonly heading?: true;
  /** Our own full sentence, which a company can adopt. `{paramId}` stands for the company's value. */
  readonly text: Words;
  readonly actors: readonly Actor[];
  readonly cadence: Cadence;
  readonly refs: readonly { readonly to: string; readonly why: Words }[];
  /** All must hold for the clause to apply (beside the control's own). */
  readonly appliesWhen?: readonly Condition[];
  readonly mechanisms: readonly Citation[];
}

export interface Control {
  /** `8.13` */
  readonly id: string;
  readonly title: Words;
  /** One or two sentences in our own words: what the control is for. */
  readonly purpose: Words;
  /** Any one must hold for the chapter to apply; empty or absent: always. */
  readonly appliesWhenAny?: readonly Condition[];
  /** Parameters that no check reads. Those that a check reads stand beside the check and are listed here by import. */
  readonly params: readonly Param[];
  readonly clauses: readonly Clause[];
}

export const defineControl = (control: Control): Control => control;
