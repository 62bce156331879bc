import { NativeSelect } from '@mantine/core';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftClause, DraftValue } from '../api/procedures.ts';
import type { Language } from '../api/types.ts';
import { useSaid } from '../pieces/said.ts';
import { useDesk } from './desk.tsx';
import { cut, slotFor } from './slots.ts';
import classes from './value-tray.module.css';

interface ValueTrayProps {
  clause: DraftClause;
  language: Language;
  area: RefObject<HTMLTextAreaElement | null>;
}

/** The values of this clause as buttons, the others of the chapter in a list: a click puts one where the cursor stands. */
export function ValueTray({ clause, language, area }: ValueTrayProps) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { values, names } = useDesk();
  const own = new Set([
    ...cut(clause.sample.ja, values).flatMap((piece) => ('param' in piece ? [piece.param] : [])),
    ...clause.unsaid.filter((id) => values.has(id)),
  ]);
  const others = [...values.values()].filter((value) => !own.has(value.id));
  const put = (id: string) => area.current !== null && putInto(area.current, slotFor(id, names[language]));
  if (values.size === 0) return null;
  return (
    <div className={classes.tray}>
      <span className="small quiet">{t('chapter.putValue')}</span>
      {[...own].map((id) => (
        <button key={id} type="button" className={classes.value} onClick={() => put(id)}>
          {titleOf(values.get(id)!, say)}
        </button>
      ))}
      {others.length > 0 && (
        <NativeSelect
          size="xs"
          className={classes.others}
          aria-label={t('chapter.otherValue')}
          value=""
          onChange={(event) => put(event.currentTarget.value)}
          data={[
            { value: '', label: t('chapter.otherValue') },
            ...others.map((value) => ({ value: value.id, label: titleOf(value, say) })),
          ]}
        />
      )}
    </div>
  );
}

const titleOf = (value: DraftValue, say: (words: DraftValue['title']) => string): string => `${say(value.title)}: ${say(value.said)}`;

/** As if it had been typed: the browser's own undo takes it back. */
function putInto(area: HTMLTextAreaElement, text: string): void {
  area.focus();
  if (document.execCommand('insertText', false, text)) return;
  area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end');
  area.dispatchEvent(new Event('input', { bubbles: true }));
}
