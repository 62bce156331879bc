import { useDebouncedValue } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Choice, type ChoiceType, choiceQuery, choicesQuery } from '../api/mechanisms.ts';
import classes from './field.module.css';
import type { ControlProps } from './field-input.tsx';
import { isComposing } from './form.tsx';
import { useSaid } from './said.ts';
import { Suggestions, stateOf } from './suggestions.tsx';

const typingPauseMs = 200;

/**
 * A person, a device or a line of a register, searched for and chosen. What is typed is only a search: a cell holds the id of what
 * was chosen, or nothing. Leaving the field puts the chosen one's name back.
 */
export function ChoiceField(props: ControlProps & { type: ChoiceType }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const client = useQueryClient();
  const { type, field, onChange, id } = props;
  const { chosenId, label } = useChosen(props);
  const [typed, setTyped] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const [soon] = useDebouncedValue(typed ?? '', typingPauseMs);
  const open = typed !== null;
  const found = useQuery({ ...choicesQuery(type, field.register, soon.trim()), enabled: open });
  const choices = found.data?.choices ?? [];
  // biome-ignore lint/correctness/useExhaustiveDependencies: another answer has another first line
  useEffect(() => setActive(0), [found.data]);

  const take = (choice: Choice) => {
    client.setQueryData(choiceQuery(type, field.register, choice.id).queryKey, choice);
    onChange(choice.id);
    setTyped(null);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (isComposing(event)) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!open) setTyped('');
      else setActive((old) => Math.max(0, Math.min(choices.length - 1, old + (event.key === 'ArrowDown' ? 1 : -1))));
    } else if (event.key === 'Enter' && open) {
      // Enter chooses; it never sends the form that stands around it.
      event.preventDefault();
      const choice = choices[active];
      if (choice !== undefined) take(choice);
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation();
      setTyped(null);
    }
  };
  return (
    <div className={classes.combo}>
      <input
        className={classes.input}
        id={id}
        role="combobox"
        aria-label={props.name ?? undefined}
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-activedescendant={open && choices[active] !== undefined ? `${id}-${active}` : undefined}
        aria-autocomplete="list"
        aria-describedby={props.describedBy}
        aria-invalid={props.invalid || undefined}
        aria-required={props.needed || undefined}
        disabled={props.disabled}
        autoComplete="off"
        placeholder={t(`fill.search.${type}`)}
        value={typed ?? label}
        onFocus={(event) => event.currentTarget.select()}
        onClick={() => setTyped((old) => old ?? '')}
        onBlur={() => setTyped(null)}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          if (event.currentTarget.value === '' && chosenId !== null) onChange(null);
        }}
        onKeyDown={onKeyDown}
      />
      {open && (
        <Suggestions
          id={id}
          name={say(field.title)}
          q={soon.trim()}
          state={stateOf(found)}
          choices={choices}
          active={active}
          chosen={chosenId === null ? [] : [chosenId]}
          take={take}
        />
      )}
    </div>
  );
}

/** The id that stands in the field, and how it is said. */
function useChosen({ type, field, value, said }: ControlProps & { type: ChoiceType }): { chosenId: string | null; label: string } {
  const { t } = useTranslation();
  const { say } = useSaid();
  const chosenId = typeof value === 'string' ? value : null;
  const looked = useQuery({ ...choiceQuery(type, field.register, chosenId ?? ''), enabled: chosenId !== null && said === undefined });
  // The words of the caller belong to the id they came with; another choice is named by itself.
  const [first] = useState(chosenId);
  const known = said !== undefined && chosenId === first ? say(said) : (looked.data?.label ?? null);
  if (chosenId === null) return { chosenId, label: '' };
  return { chosenId, label: known ?? (looked.isPending && said === undefined ? '…' : t('fill.chosen')) };
}
