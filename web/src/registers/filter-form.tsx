import { Button, Checkbox, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type FieldView, type RegisterTableSearch, valuesQuery } from '../api/registers.ts';
import { Answer } from '../pieces/answer.tsx';
import { Form } from '../pieces/form.tsx';
import { useSaid } from '../pieces/said.ts';
import { containing, filtersOf, withFilter } from './address.ts';
import classes from './grid.module.css';

const findFrom = 9;
const shownMax = 100;

interface FilterFormProps {
  register: string;
  field: FieldView;
  search: RegisterTableSearch;
  /** The new filters of the whole table. */
  onFilter: (filters: readonly string[] | undefined) => void;
}

/** Which values of a column are shown: its own values with their counts, blanks, and for texts a part of them. */
export function FilterForm({ register, field, search, onFilter }: FilterFormProps) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const [chosen, setChosen] = useState<readonly string[]>(() => filtersOf(search.filters, field.id));
  const [part, setPart] = useState(() => filtersOf(search.filters, containing(field.id))[0] ?? '');
  const [find, setFind] = useState('');
  const others = withFilter(search.filters, field.id, []);
  const query = useQuery(valuesQuery(register, field.id, { q: search.q, filters: others, state: search.state }));
  const text = field.type === 'text' || field.type === 'longText';
  const apply = (values: readonly string[], contains: string) =>
    onFilter(
      withFilter(withFilter(search.filters, field.id, values), containing(field.id), contains.trim() === '' ? [] : [contains.trim()]),
    );
  return (
    <Form className={classes.filterForm} onSubmit={() => apply(chosen, part)}>
      {text && (
        <TextInput size="sm" label={t('register.filterContains')} value={part} onChange={(event) => setPart(event.currentTarget.value)} />
      )}
      <Answer query={query}>
        {({ groups }) => {
          const values = (groups ?? []).map(({ value, said, count }) => ({
            value,
            label: value === '' ? t('register.filterBlank') : say(said),
            count,
          }));
          const found = values.filter(({ label }) => label.normalize('NFKC').toLowerCase().includes(find.normalize('NFKC').toLowerCase()));
          return (
            <fieldset className={classes.values}>
              <legend className={classes.valuesTitle}>{t('register.filterOf')}</legend>
              {values.length >= findFrom && (
                <TextInput
                  size="sm"
                  aria-label={t('register.filterFind')}
                  placeholder={t('register.filterFind')}
                  value={find}
                  onChange={(event) => setFind(event.currentTarget.value)}
                />
              )}
              <div className={classes.valueList}>
                {found.slice(0, shownMax).map(({ value, label, count }) => (
                  <Checkbox
                    key={value}
                    size="sm"
                    checked={chosen.includes(value)}
                    onChange={() => setChosen(chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value])}
                    label={
                      <>
                        {label} <span className="quiet number">{count.toLocaleString()}</span>
                      </>
                    }
                  />
                ))}
              </div>
              {found.length > shownMax && <p className="small quiet">{t('register.filterTooMany', { count: shownMax })}</p>}
            </fieldset>
          );
        }}
      </Answer>
      <div className="row">
        <Button type="submit" size="compact-sm">
          {t('register.filterApply')}
        </Button>
        {(filtersOf(search.filters, field.id).length > 0 || filtersOf(search.filters, containing(field.id)).length > 0) && (
          <Button variant="subtle" size="compact-sm" onClick={() => apply([], '')}>
            {t('register.filterClear')}
          </Button>
        )}
      </div>
    </Form>
  );
}
