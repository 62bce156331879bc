import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Cell, FieldView } from '../api/registers-types.ts';
import { isComposing } from '../pieces/form.tsx';
import { dayOf } from '../pieces/when.tsx';
import { draftOfCell, readTyped } from './cell-draft.ts';
import classes from './grid.module.css';

/** What ends an edit, so that the table knows where to go. */
export type Leaving = 'down' | 'up' | 'next' | 'back' | 'stay' | 'away';

interface TypingCellProps {
  field: FieldView;
  cell: Cell | undefined;
  /** Its name for who does not see the table: `R-SW-12 版`. */
  label: string;
  editing: 'held' | 'empty' | 'typed' | null;
  onBegin: () => void;
  onCommit: (cell: Cell, leaving: Leaving) => void;
  onCancel: () => void;
  /** A full-width space from a Japanese keyboard on a cell that is not being edited. */
  onSpace: () => void;
}

/**
 * The writing end of the active cell. It is there, unseen, before anybody writes: a Japanese input method begins to compose only in
 * a field that has the focus, and a field put there at the first key would lose that key.
 */
export function TypingCell({ field, cell, label, editing, onBegin, onCommit, onCancel, onSpace }: TypingCellProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [fault, setFault] = useState<'number' | 'date' | 'moment' | null>(null);
  const done = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an edit begins once, with what the cell said at that moment and before the next key
  useLayoutEffect(() => {
    done.current = false;
    setFault(null);
    if (editing === 'held') setText(draftOfCell(cell));
    if (editing === 'empty' || editing === null) setText('');
  }, [editing]);
  const commit = (leaving: Leaving) => {
    if (done.current) return;
    const read = readTyped(field, text, dayOf(new Date()));
    if (!read.ok) return setFault(read.fault);
    done.current = true;
    onCommit(read.cell, leaving);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (editing === null || isComposing(event)) return;
    event.stopPropagation();
    if (event.key === 'Escape') {
      event.preventDefault();
      done.current = true;
      onCancel();
    } else if (event.key === 'Enter' && !(field.type === 'longText' && (event.shiftKey || event.altKey))) {
      event.preventDefault();
      commit(event.shiftKey ? 'up' : 'down');
    } else if (event.key === 'Tab') {
      event.preventDefault();
      commit(event.shiftKey ? 'back' : 'next');
    }
  };
  const Input = field.type === 'longText' ? 'textarea' : 'input';
  return (
    <>
      <Input
        data-focus=""
        className={editing === null ? classes.waiting : classes.typing}
        aria-label={label}
        aria-invalid={fault !== null || undefined}
        autoComplete="off"
        spellCheck={false}
        inputMode={field.type === 'number' && (field.min ?? 0) >= 0 ? 'decimal' : undefined}
        value={text}
        onCompositionStart={() => editing === null && onBegin()}
        onChange={(event: { currentTarget: { value: string }; nativeEvent: Event }) => {
          const typed = event.currentTarget.value;
          const composing = (event.nativeEvent as InputEvent).isComposing;
          if (editing === null && typed.trim() === '' && !composing) return typed === '' ? undefined : onSpace();
          setFault(null);
          setText(typed);
          if (editing === null) onBegin();
        }}
        onKeyDown={onKeyDown}
        onBlur={() => editing !== null && commit('away')}
      />
      {fault !== null && (
        <p className={classes.problem} role="alert">
          {t(`register.fault.${fault}`)}
        </p>
      )}
    </>
  );
}
