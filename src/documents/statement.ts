import type { Words } from '../base/text.ts';
import { type DocumentInput, elsewhereOf, headOf, shownRevisions } from './from-content.ts';
import type { StatementDocument } from './model.ts';
import { chapterLabel, labelsOf } from './numbering.ts';
import { shown } from './shown.ts';

/** How far a control is carried out now. */
export interface ControlStanding {
  readonly stateWords: Words;
  /** A local date, '' before the first proof. */
  readonly evidenceOn: string;
}

export interface StatementInput extends Omit<DocumentInput, 'cut' | 'standing'> {
  /** By control id. */
  readonly controlStanding: ReadonlyMap<string, ControlStanding>;
}

/** The statement of applicability: every control with its reason and how far it is carried out. Pure. */
export function statementDocument(input: StatementInput): StatementDocument {
  const { content, version, language, controlStanding } = input;
  const labels = labelsOf(content.controls, language);
  return {
    kind: 'statement',
    ...headOf(input, 'statement'),
    approvals: version.approvals.map((each) => ({ ...each, name: shown(each.name) })),
    revisions: shownRevisions(version.revisions),
    controls: content.controls.map((control, index) => {
      const now = controlStanding.get(control.id);
      let article = '';
      const changed = control.clauses.flatMap(({ id, adoption }) => {
        const { label, level } = labels.get(id)!;
        if (level === 1) article = label;
        return adoption === 'adopted' ? [] : [level > 1 ? `${article}${label}` : label || id];
      });
      return {
        id: control.id,
        title: shown(control.title[language]),
        applicable: control.applicable,
        reason: shown(control.reason),
        stateSaid: control.applicable ? (now?.stateWords[language] ?? '') : '',
        evidenceOn: control.applicable ? (now?.evidenceOn ?? '') : '',
        chapter: chapterLabel(index + 1, language),
        changed: control.applicable ? changed.join(language === 'ja' ? '、' : ', ') : '',
      };
    }),
    elsewhere: elsewhereOf(content.elsewhere),
  };
}
