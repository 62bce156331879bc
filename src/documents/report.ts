import type { Language } from '../base/text.ts';
import type { ReportDocument } from './model.ts';
import { shown } from './shown.ts';
import { titles } from './words.ts';

export interface ReportInput {
  readonly language: Language;
  readonly company: string;
  /** PRB-12 */
  readonly reference: string;
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly facts: ReportDocument['facts'];
  readonly parts: ReportDocument['parts'];
  readonly receipt: ReportDocument['receipt'];
  /** SHA-256 (hex) of what it says, as it stands in the ledger. */
  readonly digest: string;
  readonly madeAt: Date;
  readonly madeOn: string;
}

/** One page for somebody who decides: what happened, why, what is asked. What nobody wrote down is left out. Pure. */
export function reportDocument({ facts, parts, receipt, ...input }: ReportInput): ReportDocument {
  const { title, subtitle } = titles.report;
  const named = (rows: ReportDocument['facts']) => rows.map(({ name, said }) => ({ name, said: shown(said) }));
  return {
    kind: 'report',
    ...input,
    title: title[input.language],
    subtitle: subtitle[input.language],
    number: '',
    state: 'effective',
    effectiveOn: '',
    company: shown(input.company),
    subject: shown(input.subject),
    facts: named(facts.filter(({ said }) => said !== '')),
    parts: parts.filter(({ text }) => text !== '').map((part) => ({ title: part.title, text: shown(part.text) })),
    receipt: named(receipt),
  };
}
