import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SheetAnswer, SupplierSheet } from '../api/suppliers.ts';
import { useSaid } from '../pieces/said.ts';
import { Scroll } from '../pieces/scroll.tsx';
import { dayOf } from '../pieces/when.tsx';
import { noAnswer } from './question.tsx';
import classes from './suppliers.module.css';

const dateOf = (sheet: SupplierSheet): string => dayOf(new Date(sheet.submitted?.at ?? sheet.sentAt));

/** The answers of a sheet beside those of the one before, question by question. */
export function Compared({ now, before }: { now: SupplierSheet; before: SupplierSheet | null }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const [onlyChanged, setOnlyChanged] = useState(false);
  const rows = now.groups.flatMap(({ title, questions }) =>
    questions.map((question) => {
      const [answer, earlier] = [now.answers?.[question.id] ?? noAnswer, before?.answers?.[question.id] ?? null];
      const changed = before !== null && (earlier === null || earlier.value !== answer.value || earlier.note !== answer.note);
      return { question, group: title, answer, earlier, changed };
    }),
  );
  const shown = onlyChanged ? rows.filter(({ changed }) => changed) : rows;
  return (
    <div className={classes.stack}>
      {before !== null && (
        <Checkbox
          label={t('suppliers.onlyChanged')}
          checked={onlyChanged}
          onChange={(event) => setOnlyChanged(event.currentTarget.checked)}
        />
      )}
      {shown.length === 0 ? (
        <p className="quiet">{t('suppliers.noneChanged')}</p>
      ) : (
        <Scroll label={t('suppliers.sheets')}>
          <table className="table cards">
            <thead>
              <tr>
                <th scope="col">{t('suppliers.question')}</th>
                <th scope="col">{t('suppliers.now', { date: dateOf(now) })}</th>
                {before !== null && <th scope="col">{t('suppliers.before', { date: dateOf(before) })}</th>}
              </tr>
            </thead>
            <tbody>
              {shown.map(({ question, group, answer, earlier, changed }) => (
                <tr key={question.id}>
                  <th scope="row">
                    <span className={classes.question}>
                      <span className="small quiet">
                        {question.id} {say(group)}
                      </span>
                      {say(question.text)}
                    </span>
                  </th>
                  <td data-label={t('suppliers.now', { date: dateOf(now) })}>
                    <div>
                      <Said answer={answer} />
                      {now.score?.knockOuts.includes(question.id) && <span className={classes.flag}> {t('suppliers.knockOut')}</span>}
                      {now.score?.unbacked.includes(question.id) && <span className="small quiet"> {t('suppliers.unbacked')}</span>}
                      {changed && <span className={classes.flag}> {t('suppliers.changed')}</span>}
                    </div>
                  </td>
                  {before !== null && (
                    <td data-label={t('suppliers.before', { date: dateOf(before) })}>
                      {earlier === null ? '－' : <Said answer={earlier} />}
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </div>
  );
}

function Said({ answer: { value, note } }: { answer: SheetAnswer }) {
  const { t } = useTranslation();
  return (
    <span>
      {value !== null && <b>{t(`sheet.answer.${value}`)}</b>}
      {note !== '' && <span className={classes.note}>{note}</span>}
    </span>
  );
}
