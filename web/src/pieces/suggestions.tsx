import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import type { Choice } from '../api/mechanisms.ts';
import classes from './field.module.css';

const isForbidden = (error: unknown): boolean => error instanceof ApiError && error.code === 'forbidden';

type LookState = 'looking' | 'failed' | 'forbidden' | 'there';

/** How far the look for suggestions came. */
export const stateOf = (found: { isError: boolean; error: unknown; data: unknown }): LookState =>
  found.isError ? (isForbidden(found.error) ? 'forbidden' : 'failed') : found.data === undefined ? 'looking' : 'there';

interface SuggestionsProps {
  /** Of the input that they belong to. */
  id: string;
  name: string;
  q: string;
  state: LookState;
  choices: readonly Choice[];
  /** Where the arrows stand; -1 on what stands before the choices. */
  active: number;
  chosen: readonly string[];
  /** Several can be chosen; `all` takes everything that was found. */
  many?: { all: { label: string; take: () => void } | null };
  take: (choice: Choice) => void;
}

/** The list under an input in which something is searched for. The input keeps the focus and its keys work the list. */
export function Suggestions({ id, name, q, state, choices, active, chosen, many, take }: SuggestionsProps) {
  const { t } = useTranslation();
  useEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, active]);
  const note =
    state === 'looking'
      ? t('fill.search.looking')
      : state === 'failed' || state === 'forbidden'
        ? t(`fill.search.${state}`)
        : choices.length > 0
          ? t('fill.search.found', { count: choices.length })
          : q === ''
            ? t('fill.search.nothing')
            : t('fill.search.none', { q });
  return (
    // Choosing must not take the focus away first: the list would be gone before it is pressed.
    // biome-ignore lint/a11y/noStaticElementInteractions: the list is worked by the input's keys; this keeps the focus there
    <div className={classes.list} onMouseDown={(event) => event.preventDefault()}>
      <div id={`${id}-list`} role="listbox" aria-label={name} aria-multiselectable={many !== undefined || undefined} tabIndex={-1}>
        {many?.all && (
          // biome-ignore lint/a11y/useKeyWithClickEvents: arrows and Enter in the input do the same
          <div
            id={`${id}--1`}
            role="option"
            tabIndex={-1}
            aria-selected={false}
            className={`${classes.choice} ${classes.all} ${active === -1 ? classes.active : ''}`}
            onClick={many.all.take}
          >
            {many.all.label}
          </div>
        )}
        {choices.map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: arrows and Enter in the input do the same
          <div
            key={choice.id}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={chosen.includes(choice.id)}
            className={`${classes.choice} ${index === active ? classes.active : ''}`}
            onClick={() => take(choice)}
          >
            <span className={many !== undefined && chosen.includes(choice.id) ? classes.ticked : undefined}>{choice.label}</span>
            {choice.detail !== '' && <span className="small quiet">{choice.detail}</span>}
          </div>
        ))}
      </div>
      <p role="status" className={choices.length > 0 ? 'unseen' : classes.listNote}>
        {note}
      </p>
    </div>
  );
}
