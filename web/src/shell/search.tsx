import { useDebouncedValue, useDisclosure, useHotkeys } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type KeyboardEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { casesQuery } from '../api/cases.ts';
import { searchQuery } from '../api/queries.ts';
import { Dialog } from '../pieces/dialog.tsx';
import { isComposing } from '../pieces/form.tsx';
import { Fault } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';
import classes from './search.module.css';
import { caseHits, type Hit, hitsOf } from './search-hits.ts';

const typingPauseMs = 150;
/** A number that is typed half matches many: enough to hold the one that is meant. */
const casesAsked = 20;

/** Search by clause number, device, check, case or word: a button in the header, and Ctrl-K or ⌘K from anywhere. */
export function Search() {
  const { t } = useTranslation();
  const [opened, dialog] = useDisclosure(false);
  useHotkeys([['mod+K', dialog.open]], []);
  return (
    <>
      <button type="button" className={classes.button} onClick={dialog.open} aria-keyshortcuts="Control+K Meta+K">
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <circle cx="8.5" cy="8.5" r="5" />
          <path d="M12.5 12.5l4.5 4.5" />
        </svg>
        <span className={classes.label}>{t('search.open')}</span>
        <kbd className={classes.keys}>Ctrl K</kbd>
      </button>
      <Dialog opened={opened} close={dialog.close} title={t('search.title')} wide>
        <SearchBox close={dialog.close} />
      </Dialog>
    </>
  );
}

function SearchBox({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { history } = useRouter();
  const listId = useId();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const [q] = useDebouncedValue(typed.trim(), typingPauseMs);
  const found = useQuery(searchQuery(q));
  const cases = useQuery({ ...casesQuery({ q, state: 'all' }, casesAsked), enabled: q !== '', refetchInterval: false });
  const ofCases = q === '' || cases.data === undefined ? [] : caseHits(cases.data.cases, q, say);
  const others = q === '' || found.data === undefined ? [] : hitsOf(found.data, say);
  // Whoever types the number of a case means that case.
  const isNumber = ofCases[0]?.id.toLowerCase() === q.normalize('NFKC').toLowerCase();
  const hits = isNumber ? [...ofCases, ...others] : [...others, ...ofCases];
  const open = (hit: Hit) => {
    close();
    history.push(hit.href);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step !== undefined && hits.length > 0) {
      event.preventDefault();
      setChosen((chosen + step + hits.length) % hits.length);
    }
    const hit = hits[chosen];
    if (event.key === 'Enter' && hit !== undefined) open(hit);
  };
  return (
    <div className={classes.box}>
      <input
        className={classes.input}
        type="search"
        data-autofocus
        role="combobox"
        aria-expanded={hits.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={hits[chosen] === undefined ? undefined : `${listId}-${chosen}`}
        aria-label={t('search.placeholder')}
        placeholder={t('search.placeholder')}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      <Fault error={found.error} />
      <p className="small quiet" role="status">
        {q === ''
          ? t('search.hint')
          : found.data === undefined
            ? t('state.loading')
            : hits.length === 0
              ? t('search.none', { q })
              : t('search.found', { count: hits.length })}
      </p>
      <Hits id={listId} hits={hits} chosen={chosen} open={open} />
      {hits.length > 0 && <p className="small quiet">{t('search.keys')}</p>}
    </div>
  );
}

function Hits({ id, hits, chosen, open }: { id: string; hits: readonly Hit[]; chosen: number; open: (hit: Hit) => void }) {
  const { t } = useTranslation();
  return (
    <div id={id} role="listbox" aria-label={t('search.title')} className={classes.list} tabIndex={-1}>
      {hits.map((hit, index) => (
        // The keys are handled by the field, which keeps the focus, as the combobox pattern asks.
        // biome-ignore lint/a11y/useKeyWithClickEvents: see above
        <div
          key={hit.href}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === chosen}
          className={classes.hit}
          onClick={() => open(hit)}
          ref={index === chosen ? (node) => node?.scrollIntoView({ block: 'nearest' }) : undefined}
        >
          <span className={classes.kind}>{t(`search.${hit.kind}`)}</span>
          {hit.showsId && <b className="number">{hit.id}</b>}
          <span className={classes.title}>{hit.title}</span>
        </div>
      ))}
    </div>
  );
}
