import { type Language, type Words, words } from '../base/text.ts';
import type { Cadence, Clause } from '../catalog/control.ts';
import { slotPattern } from '../catalog/index.ts';
import type { Param, ParamValue } from '../mechanism/param.ts';
import { saidValue } from '../mechanism/value.ts';

export type Piece = { readonly text: string } | { readonly param: string; readonly said: string };

/** The value in force of a parameter by its id. */
export type ValueAt = (id: string) => { readonly param: Param; readonly value: ParamValue } | undefined;

/** A sentence cut at its values, so that a screen can show each value as a chip. */
export function sentencePieces(clause: Pick<Clause, 'text'>, language: Language, valueAt: ValueAt): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  const text = clause.text[language];
  for (const match of text.matchAll(slotPattern)) {
    const found = valueAt(match[1]!);
    // What looks like a slot in a company's own text but names no value stays text.
    if (!found) continue;
    const { param, value } = found;
    if (match.index > from) pieces.push({ text: text.slice(from, match.index) });
    pieces.push({ param: param.id, said: saidValue(param, value)[language] });
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}

/** The whole sentence with its values filled in. */
export const sentenceOf = (clause: Pick<Clause, 'text'>, valueAt: ValueAt): Words => ({
  ja: joined(sentencePieces(clause, 'ja', valueAt)),
  en: joined(sentencePieces(clause, 'en', valueAt)),
});

const joined = (pieces: readonly Piece[]): string => pieces.map((piece) => ('text' in piece ? piece.text : piece.said)).join('');

const cadenceWords: Record<Cadence['type'], Words> = {
  continuous: words('常時', 'Always'),
  periodic: words('定期', 'At intervals'),
  event: words('事由の発生時', 'On an event'),
  'as-needed': words('必要に応じて', 'As needed'),
  once: words('一度', 'Once'),
};

/** How often, as a person says it: 6か月ごと, 事由の発生時(…). */
export function cadenceSaid(cadence: Cadence, valueAt: ValueAt): Words {
  if (cadence.param !== undefined) {
    const { param, value } = valueAt(cadence.param)!;
    const said = saidValue(param, value);
    // Every month, not every 1 month.
    const every = param.type === 'number' ? words(`${said.ja}ごと`, `Every ${said.en.replace(/^1 /, '')}`) : said;
    return cadence.on ? words(`${every.ja}、${cadence.on.ja}`, `${every.en}, ${cadence.on.en}`) : every;
  }
  if (cadence.everyMonths !== undefined) {
    return words(`${cadence.everyMonths}か月ごと`, cadence.everyMonths === 1 ? 'Every month' : `Every ${cadence.everyMonths} months`);
  }
  const base = cadenceWords[cadence.type];
  return cadence.on ? words(`${base.ja}(${cadence.on.ja})`, `${base.en} (${cadence.on.en})`) : base;
}
