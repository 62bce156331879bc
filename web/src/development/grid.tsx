import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import {
  type DevelopmentChoices,
  type RequirementCells,
  type RequirementLine,
  type RequirementsView,
  saveRequirement,
  saveTrace,
} from '../api/development.ts';
import { isComposing } from '../pieces/form.tsx';
import { Fault } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';
import { Scroll } from '../pieces/scroll.tsx';
import classes from './grid.module.css';

const worded = ['title', 'topic', 'decision', 'reason', 'prevent', 'detect', 'respond', 'recover', 'verify'] as const;
const traced = ['design', 'test', 'result', 'proof'] as const;
type FieldId = (typeof worded)[number] | (typeof traced)[number];
const isTraced = (field: FieldId): boolean => (traced as readonly string[]).includes(field);

/** What a line says on a narrow screen before it is opened. */
const short: readonly FieldId[] = ['title', 'decision', 'result'];

interface GridProps {
  sheet: RequirementsView;
  choices: DevelopmentChoices;
  refresh: () => Promise<unknown>;
}

/** The list, edited in place: Tab goes on, Enter goes down, and leaving a field saves it. On a narrow screen each line is a card. */
export function RequirementGrid({ sheet, choices, refresh }: GridProps) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const [error, setError] = useState<unknown>(null);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const toggle = (line: string): void =>
    setOpened((before) => new Set(before.has(line) ? [...before].filter((each) => each !== line) : [...before, line]));
  const fields: readonly FieldId[] = [...worded.filter((field) => field !== 'recover' || sheet.needsRecovery), ...traced];
  const titleOf = (field: FieldId): string => say(choices.fields[field]!.title);
  const { id, ended } = sheet.project;
  // One after the other, each on what the one before left: who tabs through a line must not run into his own revision.
  const queue = useRef(Promise.resolve());
  const newest = useRef<readonly RequirementLine[]>(sheet.lines);
  useEffect(() => {
    newest.current = sheet.lines;
  }, [sheet.lines]);
  /** Lines that somebody said do not apply; it is kept together with its reason. */
  const awaited = useRef(new Set<string>());
  const save = (of: RequirementLine, field: FieldId, value: string): Promise<void> => {
    if (field === 'decision' && value === 'notApplicable' && of.reason === '') {
      awaited.current.add(of.id);
      flushSync(() => setOpened((before) => new Set(before).add(of.id)));
      document.getElementById(`reason-${of.id}`)?.focus();
      return Promise.resolve();
    }
    const cells: RequirementCells = { [field]: value };
    if (field === 'reason' && awaited.current.delete(of.id)) cells.decision = 'notApplicable';
    queue.current = queue.current.then(async () => {
      const line = newest.current.find((each) => each.id === of.id) ?? of;
      try {
        setError(null);
        const { lines } = isTraced(field)
          ? await saveTrace(id, { id: line.id, revision: line.traceRevision, cells })
          : await saveRequirement(id, { id: line.id, revision: line.revision, cells });
        newest.current = lines;
      } catch (failed) {
        setError(failed);
      }
      await refresh();
    });
    return queue.current;
  };
  return (
    <>
      <p className="quiet">{t('development.keys')}</p>
      <Fault error={error} />
      <Scroll label={t('development.table')}>
        <table className={classes.grid}>
          <thead>
            <tr>
              <th scope="col">{t('development.number')}</th>
              {fields.map((field) => (
                <th key={field} scope="col">
                  {titleOf(field)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sheet.lines.map((line) => (
              <tr
                key={line.id}
                data-unready={sheet.unready.some(({ no }) => no === line.no) || undefined}
                data-opened={opened.has(line.id) || undefined}
              >
                <th scope="row">
                  {line.no}
                  <button type="button" className={classes.more} aria-expanded={opened.has(line.id)} onClick={() => toggle(line.id)}>
                    {t(opened.has(line.id) ? 'development.less' : 'development.more')}
                  </button>
                </th>
                {fields.map((field) => (
                  <td
                    key={field}
                    data-title={titleOf(field)}
                    data-wide={!choices.fields[field]!.options || undefined}
                    data-short={short.includes(field) || undefined}
                  >
                    <Cell
                      id={`${field}-${line.id}`}
                      label={`${line.no} ${titleOf(field)}`}
                      field={field}
                      value={line[field]}
                      options={choices.fields[field]!.options?.map(({ id, title }) => ({ id, title: say(title) })) ?? null}
                      locked={ended || (!sheet.open && !isTraced(field))}
                      save={(value) => save(line, field, value)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}

interface CellProps {
  id: string;
  label: string;
  field: FieldId;
  value: string;
  options: readonly { id: string; title: string }[] | null;
  locked: boolean;
  save: (value: string) => Promise<void>;
}

function Cell({ id, label, field, value, options, locked, save }: CellProps) {
  const [draft, setDraft] = useState(value);
  useEffect(() => setDraft(value), [value]);
  if (locked) return <span className={classes.said}>{options?.find(({ id }) => id === value)?.title ?? value}</span>;
  const keep = async (next: string): Promise<void> => {
    if (next !== value) await save(next);
  };
  if (options !== null)
    return (
      <select
        id={id}
        aria-label={label}
        data-field={field}
        value={draft}
        onChange={({ currentTarget: { value: next } }) => {
          setDraft(next);
          void keep(next);
        }}
      >
        {options.map(({ id: key, title }) => (
          <option key={key} value={key}>
            {title}
          </option>
        ))}
      </select>
    );
  return (
    <textarea
      id={id}
      aria-label={label}
      data-field={field}
      rows={2}
      maxLength={field === 'title' ? 200 : 500}
      value={draft}
      onChange={({ currentTarget: { value: next } }) => setDraft(next)}
      onBlur={() => void keep(draft)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setDraft(value);
        if (event.key !== 'Enter' || event.shiftKey || isComposing(event)) return;
        event.preventDefault();
        down(event, field);
      }}
    />
  );
}

/** To the same field of the next line; on the last one it stays, and leaving saves. */
function down({ currentTarget }: KeyboardEvent<HTMLTextAreaElement>, field: FieldId): void {
  const next = currentTarget.closest('tr')?.nextElementSibling?.querySelector<HTMLElement>(`[data-field="${field}"]`);
  if (next) next.focus();
  else currentTarget.blur();
}
