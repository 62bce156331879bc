import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Choice, devicesQuery } from '../api/mechanisms.ts';
import { DevicesChosen } from './devices-chosen.tsx';
import { DevicesOfGroup } from './devices-of-group.tsx';
import classes from './field.module.css';
import type { ControlProps } from './field-input.tsx';
import { isComposing } from './form.tsx';
import { useSaid } from './said.ts';
import { Suggestions, stateOf } from './suggestions.tsx';
import { useNamedDevices } from './use-named-devices.ts';

const typingPauseMs = 200;

/**
 * Several devices, searched for and chosen one after the other, all that are found at once, or a whole group. The list stays open while
 * one goes on choosing; what was chosen stands below and can be taken away there.
 */
export function DevicesControl(props: ControlProps) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { field, value, onChange, id, compact, disabled } = props;
  const max = field.max ?? Number.POSITIVE_INFINITY;
  const chosen: readonly string[] = Array.isArray(value) ? value : typeof value === 'string' && value !== '' ? [value] : [];
  const { nameOf, learn } = useNamedDevices(chosen);
  const [typed, setTyped] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const [note, setNote] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const [soon] = useDebouncedValue(typed ?? '', typingPauseMs);
  const open = typed !== null;
  const found = useQuery({ ...devicesQuery(soon.trim()), enabled: open });
  const choices = found.data?.choices ?? [];
  const others = choices.filter((choice) => !chosen.includes(choice.id));
  // biome-ignore lint/correctness/useExhaustiveDependencies: another answer has another first line
  useEffect(() => setActive(0), [found.data]);
  // Whoever types a name and presses Enter at once means that name, not what the list still shows.
  const settled = open && soon === typed && found.data !== undefined && !found.isPlaceholderData;
  const [hasty, setHasty] = useState(false);
  useEffect(() => {
    if (!hasty || !settled) return;
    setHasty(false);
    const [first] = choices;
    if (first !== undefined) take(first);
  });

  /** All or none: nobody should have to find out which of them were left behind. */
  const add = (more: readonly Choice[]) => {
    const fresh = more.filter((choice) => !chosen.includes(choice.id));
    learn(more);
    if (chosen.length + fresh.length > max) return setNote(t('fill.devices.tooMany', { count: chosen.length + fresh.length, max }));
    setNote(fresh.length === 0 ? t('fill.devices.allThere') : t('fill.devices.added', { count: fresh.length }));
    if (fresh.length > 0) onChange([...chosen, ...fresh.map((choice) => choice.id)]);
  };
  const remove = (ids: readonly string[]) => {
    setNote('');
    const left = chosen.filter((each) => !ids.includes(each));
    onChange(left.length === 0 ? null : left);
    input.current?.focus();
  };
  const take = (choice: Choice) => {
    add([choice]);
    // What is typed next searches for the next one.
    input.current?.select();
  };
  const addFound = () => {
    add(others);
    // Nothing of what was found is left to choose: what was chosen comes to light.
    setTyped(null);
  };
  const all = others.length > 1 ? { label: t('fill.devices.addFound', { count: others.length }), take: addFound } : null;
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (isComposing(event)) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!open) setTyped('');
      else setActive((old) => Math.max(all === null ? 0 : -1, Math.min(choices.length - 1, old + (event.key === 'ArrowDown' ? 1 : -1))));
    } else if (event.key === 'Enter' && open) {
      // Enter chooses; it never sends the form that stands around it. Pressed twice, it does not take the device away again.
      event.preventDefault();
      const choice = choices[active];
      if (!settled) setHasty(true);
      else if (active === -1) all?.take();
      else if (choice !== undefined) take(choice);
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation();
      setTyped(null);
    } else if (event.key === 'Backspace' && (typed ?? '') === '' && chosen.length > 0) {
      remove(chosen.slice(-1));
    }
  };
  return (
    <div className={classes.devices}>
      <div className={classes.combo}>
        <input
          ref={input}
          className={classes.input}
          id={id}
          role="combobox"
          aria-label={props.name ?? undefined}
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-activedescendant={open && (choices[active] !== undefined || active === -1) ? `${id}-${active}` : undefined}
          aria-autocomplete="list"
          aria-describedby={[props.describedBy, `${id}-count`].filter((each) => each !== undefined).join(' ')}
          aria-invalid={props.invalid || undefined}
          aria-required={props.needed || undefined}
          disabled={disabled}
          autoComplete="off"
          placeholder={t('fill.search.devices')}
          value={typed ?? ''}
          onClick={() => setTyped((old) => old ?? '')}
          onBlur={() => {
            setTyped(null);
            setHasty(false);
          }}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setHasty(false);
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
            chosen={chosen}
            many={{ all }}
            take={(choice) => (chosen.includes(choice.id) ? remove([choice.id]) : take(choice))}
          />
        )}
      </div>
      {!compact && !disabled && <DevicesOfGroup add={add} />}
      <p id={`${id}-count`} className={classes.hint}>
        {chosen.length === 0 ? t('fill.devices.none') : t('fill.devices.count', { count: chosen.length, max })}
      </p>
      <p role="status" className={note === '' ? 'unseen' : classes.note}>
        {note}
      </p>
      {chosen.length > 0 && <DevicesChosen title={say(field.title)} chosen={chosen} nameOf={nameOf} disabled={disabled} remove={remove} />}
    </div>
  );
}
