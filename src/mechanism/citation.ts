import type { Words } from '../base/text.ts';
import type { CaseKind } from './case.ts';
import type { Check } from './check.ts';
import type { Duty } from './duty.ts';
import type { Register } from './register.ts';
import type { RequestKind } from './request.ts';
import type { Rule } from './rule.ts';
import type { Tool } from './tool.ts';

/** The kinds of mechanism that make a clause real. */
export const mechanismKinds = ['rule', 'check', 'duty', 'request', 'register', 'case', 'tool'] as const;
export type MechanismKind = (typeof mechanismKinds)[number];

/** A mechanism that the product does not have yet. It is counted and shown as planned, never as done. */
export interface Planned {
  readonly status: 'planned';
  readonly kind: MechanismKind;
  readonly title: Words;
}

/** What people run: its standing rests on what they recorded. A tool runs by itself and says its standing in the same way. */
export type Practice = Duty | RequestKind | Register | CaseKind | Tool;

/** What a clause cites: a mechanism that runs (imported), or one that is planned (said). */
export type Citation = Check | Rule | Practice | Planned;

export const isCheck = (citation: Citation): citation is Check => citation.status === 'running' && citation.kind === 'check';
export const isRule = (citation: Citation): citation is Rule => citation.status === 'running' && citation.kind === 'rule';
export const isDuty = (citation: Citation): citation is Duty => citation.status === 'running' && citation.kind === 'duty';
export const isRequest = (citation: Citation): citation is RequestKind => citation.status === 'running' && citation.kind === 'request';
export const isRegister = (citation: Citation): citation is Register => citation.status === 'running' && citation.kind === 'register';
export const isCase = (citation: Citation): citation is CaseKind => citation.status === 'running' && citation.kind === 'case';
export const isTool = (citation: Citation): citation is Tool => citation.status === 'running' && citation.kind === 'tool';
export const isPractice = (citation: Citation): citation is Practice =>
  isDuty(citation) || isRequest(citation) || isRegister(citation) || isCase(citation) || isTool(citation);

const plan =
  (kind: MechanismKind) =>
  (ja: string, en: string): Planned => ({ status: 'planned', kind, title: { ja, en } });

/** `planned.duty('特権の半期見直し', 'Half-yearly review of privileges')` */
export const planned = {
  rule: plan('rule'),
  check: plan('check'),
  duty: plan('duty'),
  request: plan('request'),
  register: plan('register'),
  case: plan('case'),
  tool: plan('tool'),
} as const;
