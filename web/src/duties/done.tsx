import { useTranslation } from 'react-i18next';
import type { OccurrenceDetail } from '../api/duties.ts';
import { CellText } from '../pieces/cell-text.tsx';
import { Files } from '../pieces/files.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import classes from './duties.module.css';

/** What was recorded, as it can never be changed again. */
export function Done({ occurrence }: { occurrence: OccurrenceDetail }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { state, result, remark, fields, record, said, files, events } = occurrence;
  const skipped = events.findLast(({ act }) => act === 'skipped');
  if (state === 'skipped') {
    return (
      <Section title={t('duties.skippedTitle')}>
        <Notice kind="warn">
          <p>{skipped?.reason ?? ''}</p>
        </Notice>
      </Section>
    );
  }
  return (
    <Section title={t('duties.record')}>
      <dl className="facts">
        {fields.map((field) => (
          <div key={field.id} style={{ display: 'contents' }}>
            <dt>{say(field.title)}</dt>
            <dd>
              <CellText field={field} cell={record?.[field.id]} said={said} />
            </dd>
          </div>
        ))}
        <dt>{t('duties.result')}</dt>
        <dd>{result !== null && <span className={classes[result]}>{t(`duties.results.${result}`)}</span>}</dd>
        {remark !== '' && (
          <>
            <dt>{t('duties.remark')}</dt>
            <dd style={{ whiteSpace: 'pre-line' }}>{remark}</dd>
          </>
        )}
      </dl>
      <Files title={t('duties.files')} files={files} pending={[]} onPending={() => {}} canEdit={false} />
    </Section>
  );
}
