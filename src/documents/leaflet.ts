import type { Language } from '../base/text.ts';
import type { DocumentState, LeafletDocument, LeafletRule } from './model.ts';
import { shown } from './shown.ts';
import { titles } from './words.ts';

export interface LeafletInput {
  readonly language: Language;
  readonly company: string;
  /** Of the procedures it is drawn from; '' where none is approved. */
  readonly number: string;
  readonly state: DocumentState;
  readonly effectiveOn: string;
  readonly digest: string;
  readonly madeAt: Date;
  readonly madeOn: string;
  /** 全員のしおり */
  readonly audience: string;
  /** Whose sheet it is; '' for one to be signed by hand. */
  readonly reader: string;
  /** Until when it is to be confirmed; '' for no day. */
  readonly dueOn: string;
  /** Plain sentences in the leaflet's language, each under its topic and with where it stands. */
  readonly rules: readonly LeafletRule[];
  readonly quiz: { readonly question: string; readonly choices: readonly string[] } | null;
}

/** What concerns a role, to be read, ticked and signed. Pure. */
export function leafletDocument({ rules, quiz, ...input }: LeafletInput): LeafletDocument {
  const { title, subtitle } = titles.leaflet;
  return {
    kind: 'leaflet',
    ...input,
    title: title[input.language],
    subtitle: subtitle[input.language],
    company: shown(input.company),
    audience: shown(input.audience),
    reader: shown(input.reader),
    rules: rules.map(({ clause, topic, text }) => ({ clause, topic: shown(topic), text: shown(text) })),
    quiz: quiz === null ? null : { question: shown(quiz.question), choices: quiz.choices.map(shown) },
  };
}
