import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Columns, type ImportKind, type Mappings, mappingsQuery, type ReadFile, type ReadSheet } from '../api/staff.ts';
import { Answer } from '../pieces/answer.tsx';
import { Form } from '../pieces/form.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import classes from './staff.module.css';

export interface ColumnsDraft {
  readonly sheet: string;
  readonly mapping: Columns;
  /** The name under which the mapping is saved; '' saves none. */
  readonly source: string;
  readonly fullList: boolean;
}

interface Props {
  kind: ImportKind;
  read: ReadFile;
  draft: ColumnsDraft;
  onChange: (draft: ColumnsDraft) => void;
  onPreview: () => void;
  pending: boolean;
}

/** Which column of the file is which field of ours, with the first values beside it: a person sees at once what is wrong. */
export function ColumnsForm({ kind, read, draft, onChange, onPreview, pending }: Props) {
  const { t } = useTranslation();
  const query = useQuery(mappingsQuery);
  const sheet = read.sheets.find((each) => each.name === draft.sheet) ?? read.sheets[0]!;
  const rows = sheet.rows.toLocaleString();
  return (
    <Section title={t('staffImport.columns')} lead={t('staffImport.columnsLead')}>
      <Form className="stack" onSubmit={onPreview}>
        <p role="status">
          {read.format === 'xlsx' || read.encoding === null
            ? t('staffImport.readXlsx', { rows })
            : t('staffImport.readCsv', { encoding: t(`staffImport.encodings.${read.encoding}`), rows })}
        </p>
        {read.hiddenSheets.length > 0 && <Notice kind="info">{t('staffImport.hidden', { names: read.hiddenSheets.join('、') })}</Notice>}
        {read.sheets.length > 1 && (
          <NativeSelect
            className={classes.short}
            label={t('staffImport.sheet')}
            value={sheet.name}
            onChange={(event) => {
              const next = read.sheets.find((each) => each.name === event.currentTarget.value)!;
              onChange({ ...draft, sheet: next.name, mapping: next.proposed });
            }}
            data={read.sheets.map((each) => each.name)}
          />
        )}
        <Answer query={query} what={t('staffImport.columns')}>
          {(mappings) => <Fields kind={kind} sheet={sheet} mappings={mappings} draft={draft} onChange={onChange} />}
        </Answer>
        {kind !== 'departments' && (
          <Checkbox
            label={t('staffImport.fullList')}
            description={t(`staffImport.fullListHint.${kind}`)}
            checked={draft.fullList}
            onChange={(event) => onChange({ ...draft, fullList: event.currentTarget.checked })}
          />
        )}
        <TextInput
          className={classes.short}
          label={t('staffImport.saveAs')}
          description={t('staffImport.saveAsHint')}
          maxLength={60}
          value={draft.source}
          onChange={(event) => onChange({ ...draft, source: event.currentTarget.value })}
        />
        <div>
          <Button type="submit" variant="outline" loading={pending}>
            {t('staffImport.preview')}
          </Button>
        </div>
      </Form>
    </Section>
  );
}

interface FieldsProps {
  kind: ImportKind;
  sheet: ReadSheet;
  mappings: Mappings;
  draft: ColumnsDraft;
  onChange: (draft: ColumnsDraft) => void;
}

function Fields({ kind, sheet, mappings, draft, onChange }: FieldsProps) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const saved = mappings.mappings.filter((mapping) => mapping.kind === kind);
  const columns = [{ value: '', label: t('staffImport.notRead') }, ...sheet.header.map((title) => ({ value: title, label: title }))];
  const choose = (key: string, title: string) => {
    const { [key]: _, ...others } = draft.mapping;
    onChange({ ...draft, mapping: title === '' ? others : { ...others, [key]: title } });
  };
  const takeSaved = (name: string) => {
    const mapping = saved.find((each) => each.name === name);
    // A column that this file lacks cannot be chosen in it.
    const known = Object.entries(mapping?.columns ?? {}).filter(([, title]) => sheet.header.includes(title));
    onChange({ ...draft, source: name, mapping: mapping === undefined ? sheet.proposed : Object.fromEntries(known) });
  };
  return (
    <>
      {saved.length > 0 && (
        <NativeSelect
          className={classes.short}
          label={t('staffImport.saved')}
          value={saved.some((each) => each.name === draft.source) ? draft.source : ''}
          onChange={(event) => takeSaved(event.currentTarget.value)}
          data={[{ value: '', label: t('staffImport.savedNone') }, ...saved.map((each) => ({ value: each.name, label: each.name }))]}
        />
      )}
      <table className={`table ${classes.columns}`}>
        <caption className="unseen">{t('staffImport.columnsLead')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('staffImport.field')}</th>
            <th scope="col">{t('staffImport.column')}</th>
            <th scope="col">{t('staffImport.sample')}</th>
          </tr>
        </thead>
        <tbody>
          {mappings.fields[kind].map(({ key, title, required }) => (
            <tr key={key}>
              <th scope="row">
                {say(title)} {required && <span className={classes.required}>{t('staffImport.required')}</span>}
              </th>
              <td>
                <NativeSelect
                  aria-label={`${say(title)} — ${t('staffImport.column')}`}
                  value={draft.mapping[key] ?? ''}
                  onChange={(event) => choose(key, event.currentTarget.value)}
                  data={columns}
                />
              </td>
              <td className={classes.sample}>{firstValue(sheet, draft.mapping[key])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** The first cell of a column that is not empty, as an example. */
function firstValue(sheet: ReadSheet, title: string | undefined): string {
  const index = title === undefined ? -1 : sheet.header.indexOf(title);
  if (index < 0) return '';
  return sheet.sample.map((row) => row.cells[index] ?? '').find((cell) => cell !== '') ?? '';
}
