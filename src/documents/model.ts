import type { Language } from '../base/text.ts';

/**
 * What a document says, whole and in one language, before anybody draws it. The PDF, the Word and the Excel file are drawn from
 * the same model, so that none of them can say something else than the others.
 */

/** How a version stands; `draft` is the one being written. Whatever is not in force says so on every page. */
export type DocumentState = 'draft' | 'submitted' | 'returned' | 'withdrawn' | 'upcoming' | 'effective' | 'superseded';

/** A sentence cut at its values: a value is marked lightly where it stands. */
export interface DocumentPiece {
  readonly text: string;
  /** The value's id, where the piece is one. */
  readonly value?: string;
}

export interface DocumentHead {
  readonly language: Language;
  readonly title: string;
  readonly subtitle: string;
  readonly company: string;
  /** `1.0`; '' for a draft. */
  readonly number: string;
  readonly state: DocumentState;
  /** The day it comes into force; '' where it is not known yet. */
  readonly effectiveOn: string;
  /** SHA-256 (hex) of the frozen content; '' for a draft. */
  readonly digest: string;
  /** When the file was made, as a moment and as a local date. */
  readonly madeAt: Date;
  readonly madeOn: string;
}

export interface DocumentApproval {
  /** 作成, 承認 */
  readonly role: string;
  readonly name: string;
  readonly date: string;
}

export interface DocumentRevision {
  readonly number: string;
  readonly date: string;
  readonly note: string;
  readonly approvedBy: string;
}

export interface DocumentClause {
  /** `8.13.c` */
  readonly id: string;
  /** 第12条, (1), ア; '' where it is not numbered. */
  readonly label: string;
  /** 1 an article, 2 (1), 3 ア; 0 what is not numbered. */
  readonly level: 0 | 1 | 2 | 3;
  readonly kind: 'clause' | 'heading' | 'lead' | 'advice';
  readonly pieces: readonly DocumentPiece[];
  readonly applicable: boolean;
  readonly adoption: 'adopted' | 'changed' | 'replaced' | 'not-applicable';
  readonly adoptionSaid: string;
  readonly reason: string;
  /** '' where nobody is named. */
  readonly owner: string;
  readonly deputy: string;
  readonly necessity: string;
  readonly note: string;
  /** What carries it out and how it stands, for those who ask; [] and '' where the caller did not tell. */
  readonly mechanisms: readonly string[];
  readonly status: string;
  readonly evidenceOn: string;
}

export interface DocumentChapter {
  /** `8.13` */
  readonly id: string;
  /** 第13章 */
  readonly number: string;
  readonly title: string;
  readonly purpose: string;
  readonly applicable: boolean;
  readonly reason: string;
  /** 第45条–第47条; '' where it has no article. */
  readonly span: string;
  readonly clauses: readonly DocumentClause[];
}

export interface DocumentValue {
  readonly id: string;
  readonly title: string;
  readonly said: string;
  /** Why it is laxer than the guideline's; '' where it is not. */
  readonly reason: string;
  /** Labels of the clauses that say it. */
  readonly usedBy: readonly string[];
}

export interface DocumentElsewhere {
  readonly control: string;
  readonly title: string;
  readonly applicable: boolean;
  readonly reason: string;
  readonly where: string;
}

/** 実施手順書 */
export interface ProcedureDocument extends DocumentHead {
  readonly kind: 'procedures';
  readonly approvals: readonly DocumentApproval[];
  readonly revisions: readonly DocumentRevision[];
  readonly chapters: readonly DocumentChapter[];
  readonly values: readonly DocumentValue[];
  readonly elsewhere: readonly DocumentElsewhere[];
}

export interface StatementRow {
  readonly id: string;
  readonly title: string;
  readonly applicable: boolean;
  readonly reason: string;
  /** How far it is carried out; '' where it does not apply. */
  readonly stateSaid: string;
  readonly evidenceOn: string;
  /** 第13章, and the articles that the company changed. */
  readonly chapter: string;
  readonly changed: string;
}

/** 適用宣言書 */
export interface StatementDocument extends DocumentHead {
  readonly kind: 'statement';
  readonly approvals: readonly DocumentApproval[];
  readonly revisions: readonly DocumentRevision[];
  readonly controls: readonly StatementRow[];
  readonly elsewhere: readonly DocumentElsewhere[];
}

export interface LeafletRule {
  /** 第12条 or `8.1.e`: where the rule stands. */
  readonly clause: string;
  /** What it is about; rules of one topic stand together. */
  readonly topic: string;
  readonly text: string;
}

/** しおり: one page of what concerns a role. */
export interface LeafletDocument extends DocumentHead {
  readonly kind: 'leaflet';
  /** 全員のしおり */
  readonly audience: string;
  /** Whose sheet it is; '' for one to be signed by hand. */
  readonly reader: string;
  /** Until when it is to be confirmed; '' for no day. */
  readonly dueOn: string;
  readonly rules: readonly LeafletRule[];
  readonly quiz: { readonly question: string; readonly choices: readonly string[] } | null;
}

/** 報告書: one page for somebody who decides. */
export interface ReportDocument extends DocumentHead {
  readonly kind: 'report';
  /** PRB-12 */
  readonly reference: string;
  /** To whom and from whom: トップマネジメント 御中 */
  readonly to: string;
  readonly from: string;
  /** What it is about, in one line. */
  readonly subject: string;
  /** Dates, effect, times: short, side by side with their names. */
  readonly facts: readonly { readonly name: string; readonly said: string }[];
  readonly parts: readonly { readonly title: string; readonly text: string }[];
  /** Who read it and what they answered; empty lines are to be filled in. */
  readonly receipt: readonly { readonly name: string; readonly said: string }[];
}

export type AnyDocument = ProcedureDocument | StatementDocument | LeafletDocument | ReportDocument;
