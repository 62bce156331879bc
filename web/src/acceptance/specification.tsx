import { Button, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AcceptanceRow, acceptanceRowsQuery, rowsPageSize, type Specify, specify } from '../api/acceptance.ts';
import { CaseFault } from '../cases/fault.tsx';
import { Answer, Empty } from '../pieces/answer.tsx';
import { Notice } from '../pieces/notice.tsx';
import classes from './acceptance.module.css';
import { PageTurns } from './page-turns.tsx';

interface Draft {
  readonly key: string;
  /** Null: not on the server yet. */
  readonly id: string | null;
  readonly number: string;
  readonly what: string;
  readonly expected: string;
  readonly requirement: string;
  readonly removed: boolean;
}
const draftOf = ({ id, number, what, expected, requirement }: AcceptanceRow): Draft => ({
  key: id,
  id,
  number,
  what,
  expected,
  requirement,
  removed: false,
});

/** Writes the specification page by page; what was typed is saved together, and lost by nobody's change. */
export function Specification({ id, refresh }: { id: string; refresh: () => void }) {
  const { t } = useTranslation();
  const [offset, setOffset] = useState(0);
  const [drafts, setDrafts] = useState<ReadonlyMap<string, Draft>>(new Map());
  const query = useQuery(acceptanceRowsQuery(id, 'all', offset));
  const count = useRef(0);
  const save = useMutation({
    mutationFn: (given: Specify) => specify(id, given),
    onSuccess: () => {
      setDrafts(new Map());
      refresh();
    },
  });
  const put = (draft: Draft) => setDrafts((before) => new Map(before).set(draft.key, draft));
  const add = () => {
    count.current += 1;
    put({ key: `new ${count.current}`, id: null, number: t('acceptance.newRow'), what: '', expected: '', requirement: '', removed: false });
  };
  const saveAll = (revision: number) => {
    const all = [...drafts.values()].filter((draft) => draft.id !== null || draft.what.trim() !== '' || draft.expected.trim() !== '');
    save.mutate({
      revision,
      put: all
        .filter(({ removed }) => !removed)
        .map(({ id: row, what, expected, requirement }) => ({ id: row, what, expected, requirement })),
      remove: all.flatMap((draft) => (draft.removed && draft.id !== null ? [draft.id] : [])),
    });
  };
  return (
    <Answer query={query} what={t('acceptance.specification')}>
      {({ total, rows, revision }) => {
        const added = [...drafts.values()].filter((draft) => draft.id === null);
        const onKeyDown = (event: KeyboardEvent) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || drafts.size === 0) return;
          event.preventDefault();
          saveAll(revision);
        };
        return (
          // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the button below
          <div onKeyDown={onKeyDown}>
            <p className="small quiet no-print">{t('acceptance.specificationLead')}</p>
            {total === 0 && added.length === 0 && <Empty title={t('acceptance.empty')}>{t('acceptance.emptyLead')}</Empty>}
            <ul className={classes.rows}>
              {[...rows.map((row) => drafts.get(row.id) ?? draftOf(row)), ...added].map((draft) => (
                <EditedRow
                  key={draft.key}
                  draft={draft}
                  put={put}
                  drop={() => setDrafts((before) => new Map([...before].filter(([key]) => key !== draft.key)))}
                  add={add}
                />
              ))}
            </ul>
            <PageTurns total={total} size={rowsPageSize} offset={offset} turn={setOffset} disabled={drafts.size > 0} />
            <CaseFault error={save.error} />
            {drafts.size > 0 && <p role="status">{t('acceptance.unsaved', { count: drafts.size })}</p>}
            {save.isSuccess && drafts.size === 0 && <Notice kind="done">{t('acceptance.saved')}</Notice>}
            <div className={`${classes.acts} no-print`}>
              <Button variant="default" onClick={add}>
                {t('acceptance.add')}
              </Button>
              <Button onClick={() => saveAll(revision)} loading={save.isPending} disabled={drafts.size === 0}>
                {t('acceptance.save')}
              </Button>
            </div>
          </div>
        );
      }}
    </Answer>
  );
}

function EditedRow({ draft, put, drop, add }: { draft: Draft; put: (draft: Draft) => void; drop: () => void; add: () => void }) {
  const { t } = useTranslation();
  const label = (what: string) => `${draft.number} ${what}`;
  const isNew = draft.id === null;
  return (
    <li className={`${classes.row} ${draft.removed ? classes.gone : ''}`}>
      <b className="number">{draft.number}</b>
      {(['what', 'expected'] as const).map((field) => (
        <Textarea
          key={field}
          aria-label={label(t(`acceptance.${field}`))}
          placeholder={t(`acceptance.${field}`)}
          value={draft[field]}
          onChange={(event) => put({ ...draft, [field]: event.currentTarget.value })}
          disabled={draft.removed}
          maxLength={1000}
          autosize
          minRows={1}
          autoFocus={isNew && field === 'what' && draft.what === ''}
        />
      ))}
      <TextInput
        aria-label={label(t('acceptance.requirement'))}
        placeholder={t('acceptance.requirement')}
        value={draft.requirement}
        onChange={(event) => put({ ...draft, requirement: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          add();
        }}
        disabled={draft.removed}
        maxLength={60}
      />
      {draft.removed ? (
        <Button variant="subtle" onClick={drop}>
          {t('acceptance.restore')}
        </Button>
      ) : (
        <Button
          variant="subtle"
          onClick={() => (isNew ? drop() : put({ ...draft, removed: true }))}
          aria-label={t('acceptance.remove', { number: draft.number })}
        >
          ×
        </Button>
      )}
    </li>
  );
}
