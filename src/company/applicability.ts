import { type Words, words } from '../base/text.ts';
import type { Clause, Condition, Control } from '../catalog/control.ts';
import { clauseById, controlById } from '../catalog/index.ts';

export interface Proposal {
  readonly applicable: boolean;
  /** A sentence for the statement of applicability (適用宣言書), as it stands. */
  readonly reason: Words;
}
export type Answers = Readonly<Partial<Record<Condition, boolean>>>;

/** A condition as part of a sentence: `ja` before 「ため」, `jaThen` before another of its kind. */
interface Said {
  readonly ja: string;
  readonly jaThen: string;
  readonly en: string;
}
const said = (ja: string, jaThen: string, en: string): Said => ({ ja, jaThen, en });
const saidOf: Readonly<Record<Condition, { readonly yes: Said; readonly no: Said }>> = {
  developsSoftware: {
    yes: said('ソフトウェアを自社で開発している', 'ソフトウェアを自社で開発し', 'we develop software ourselves'),
    no: said('ソフトウェアを自社で開発していない', 'ソフトウェアを自社で開発しておらず', 'we do not develop software ourselves'),
  },
  outsourcesDevelopment: {
    yes: said('開発を外部に委託している', '開発を外部に委託し', 'we have software developed by others'),
    no: said('開発の外部委託を行っていない', '開発の外部委託を行っておらず', 'we do not have software developed by others'),
  },
  hasWirelessLan: {
    yes: said('社内で無線LANを使用している', '社内で無線LANを使用し', 'we use wireless LAN'),
    no: said('社内で無線LANを使用していない', '社内で無線LANを使用しておらず', 'we use no wireless LAN'),
  },
  hasOwnServers: {
    yes: said('自社で管理するサーバがある', '自社で管理するサーバがあり', 'we run servers of our own'),
    no: said('自社で管理するサーバがない', '自社で管理するサーバがなく', 'we run no servers of our own'),
  },
  hasPublicServers: {
    yes: said('社外に公開するサーバがある', '社外に公開するサーバがあり', 'we run servers that are open to the outside'),
    no: said('社外に公開するサーバがない', '社外に公開するサーバがなく', 'we run no servers that are open to the outside'),
  },
  hasPublicWebsite: {
    yes: said('自社のWebサイトを公開している', '自社のWebサイトを公開し', 'we have a website of our own'),
    no: said('自社のWebサイトを公開していない', '自社のWebサイトを公開しておらず', 'we have no website of our own'),
  },
  issuesMobilePhones: {
    yes: said('携帯電話・スマートフォンを業務に使用している', '携帯電話・スマートフォンを業務に使用し', 'phones are used for work'),
    no: said(
      '携帯電話・スマートフォンを業務に使用していない',
      '携帯電話・スマートフォンを業務に使用しておらず',
      'phones are not used for work',
    ),
  },
  takesDevicesOut: {
    yes: said('端末を社外に持ち出すことがある', '端末を社外に持ち出すことがあり', 'devices are taken outside'),
    no: said('端末を社外に持ち出さない', '端末を社外に持ち出さず', 'devices are never taken outside'),
  },
  worksAtClients: {
    yes: said('受託開発又は客先での作業がある', '受託開発又は客先での作業があり', 'we develop for clients or work at their sites'),
    no: said('受託開発も客先での作業もない', '受託開発も客先での作業もなく', 'we neither develop for clients nor work at their sites'),
  },
  usesCloud: {
    yes: said('クラウドサービスを使用している', 'クラウドサービスを使用し', 'we use cloud services'),
    no: said('クラウドサービスを使用していない', 'クラウドサービスを使用しておらず', 'we use no cloud services'),
  },
};

/** `当社は、ソフトウェアを自社で開発しておらず、開発の外部委託を行っていないため、` */
function because(conditions: readonly Condition[], answer: 'yes' | 'no'): Words {
  const parts = conditions.map((condition) => saidOf[condition][answer]);
  const ja = parts.map((part, i) => (i < parts.length - 1 ? part.jaThen : part.ja)).join('、');
  const en = parts.map((part) => part.en).join(' and ');
  return words(`当社は${ja}ため、`, `Because ${en}, `);
}
const join = (a: Words, ja: string, en: string): Words => words(a.ja + ja, a.en + en);

/** Whether a chapter concerns the company: any one of its conditions is enough. Null while that is still open. */
export function proposed(control: Control, answers: Answers): Proposal | null {
  const conditions = control.appliesWhenAny ?? [];
  if (conditions.length === 0) {
    return {
      applicable: true,
      reason: words(
        '事業の内容によらず必要な管理策であるため、適用する。',
        'It applies: the control is needed whatever the business does.',
      ),
    };
  }
  const met = conditions.filter((condition) => answers[condition] === true);
  if (met.length > 0) return { applicable: true, reason: join(because(met, 'yes'), '適用する。', 'the control applies.') };
  if (conditions.some((condition) => answers[condition] === undefined)) return null;
  return { applicable: false, reason: join(because(conditions, 'no'), '適用外とする。', 'the control does not apply.') };
}

/** Whether a clause concerns the company: all of its conditions must hold. Null while that is still open. */
export function proposedClause(clause: Clause, answers: Answers): Proposal | null {
  const conditions = clause.appliesWhen ?? [];
  const missing = conditions.filter((condition) => answers[condition] === false);
  if (missing.length > 0)
    return { applicable: false, reason: join(because(missing, 'no'), 'この項は適用しない。', 'this clause does not apply.') };
  if (conditions.some((condition) => answers[condition] === undefined)) return null;
  if (conditions.length === 0) return { applicable: true, reason: words('この項は常に適用する。', 'This clause always applies.') };
  return { applicable: true, reason: join(because(conditions, 'yes'), 'この項を適用する。', 'this clause applies.') };
}

/** For a control's number or a clause's; null for a number that nobody knows. */
export function proposedFor(id: string, answers: Answers): Proposal | null {
  const control = controlById(id);
  if (control) return proposed(control, answers);
  const found = clauseById(id);
  if (!found) return null;
  const whole = proposed(found.control, answers);
  return whole?.applicable === false ? whole : proposedClause(found.clause, answers);
}
