import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RequestDetail } from '../api/requests.ts';
import { CellText } from '../pieces/cell-text.tsx';
import { Notice } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';
import classes from './requests.module.css';

/** The form changed while somebody was reading it: what it said and says now, before anything can be decided. */
export function Changed({ before, after, looked }: { before: RequestDetail; after: RequestDetail; looked: () => void }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const changed = after.fields.filter(({ id }) => JSON.stringify(before.form[id] ?? null) !== JSON.stringify(after.form[id] ?? null));
  const files = before.files.length !== after.files.length || before.files.some(({ id }, index) => after.files[index]?.id !== id);
  return (
    <Notice kind="warn" title={t('requests.changed.title')}>
      {changed.length > 0 && (
        <dl className={classes.changes}>
          {changed.map((field) => (
            <div key={field.id}>
              <dt>{say(field.title)}</dt>
              <dd>
                <del>
                  <CellText field={field} cell={before.form[field.id]} said={before.said} />
                </del>{' '}
                →{' '}
                <ins>
                  <CellText field={field} cell={after.form[field.id]} said={after.said} />
                </ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {before.validForDays !== after.validForDays && <p>{t('requests.changed.validity')}</p>}
      {files && <p>{t('requests.changed.files')}</p>}
      {changed.length === 0 && !files && before.validForDays === after.validForDays && <p>{t('requests.changed.decided')}</p>}
      <Button onClick={looked}>{t('requests.changed.looked')}</Button>
    </Notice>
  );
}
