import type { Words } from '../base/text.ts';

/**
 * A rule (規程) that people carry out, not a machine. It runs where the people it concerns have read it: the clause stands in
 * their leaflet, and each of them confirmed the text that is in force. Whom it concerns are the actors of the clause.
 */
export interface Rule {
  readonly status: 'running';
  readonly kind: 'rule';
  readonly title: Words;
}

/** `rule('画面ロックの規則', 'Rule on screen lock')` */
export const rule = (ja: string, en: string): Rule => ({ status: 'running', kind: 'rule', title: { ja, en } });
