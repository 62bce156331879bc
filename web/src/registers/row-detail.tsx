import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Register, RegisterRowDetail } from '../api/registers-types.ts';
import { CellText } from '../pieces/cell-text.tsx';
import { Files } from '../pieces/files.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { ChangeRow } from './change-row.tsx';
import { EndRow } from './end-row.tsx';
import classes from './row.module.css';
import { RowCase } from './row-case.tsx';
import { RowHistoryList } from './row-history.tsx';

interface RowDetailProps {
  register: Register;
  detail: RegisterRowDetail;
  onDirty: (dirty: boolean) => void;
}

/** One line with everything that belongs to it: fields, files, where it came from, and all that was ever written in it. */
export function RowDetail({ register, detail, onDirty }: RowDetailProps) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const [mode, setMode] = useState<'read' | 'edit' | 'move'>('read');
  const [saved, setSaved] = useState(false);
  const read = () => {
    setMode('read');
    onDirty(false);
  };
  if (mode === 'edit') {
    return (
      <ChangeRow
        register={register}
        detail={detail}
        onDirty={onDirty}
        cancel={read}
        done={() => {
          read();
          setSaved(true);
        }}
      />
    );
  }
  const ended = detail.state === 'ended';
  return (
    <>
      {saved && <Notice kind="done">{t('registerRow.saved')}</Notice>}
      {ended && <Notice kind="info">{register.canEdit ? t('registerRow.endedNote') : t('register.ended')}</Notice>}
      {detail.flags.map((flag) => (
        <Notice key={flag.column} kind={flag.overdue ? 'error' : 'warn'}>
          {t(flag.overdue ? 'register.overdue' : 'register.near')}: {say(flag.says)} {String(detail.cells[flag.column] ?? '')}
        </Notice>
      ))}
      <dl className={`facts ${classes.facts}`}>
        {register.columns.map((field) => (
          <div key={field.id}>
            <dt>{say(field.title)}</dt>
            <dd>
              <CellText field={field} cell={detail.cells[field.id]} said={detail.said} />
            </dd>
          </div>
        ))}
      </dl>
      {detail.request !== null && (
        <p>
          {t('registerRow.fromRequest')}{' '}
          <Link to="/requests/$id" params={{ id: detail.request }}>
            {t('registerRow.openRequest')}
          </Link>
        </p>
      )}
      <RowCase register={register} detail={detail} />
      {register.canEdit && mode === 'read' && (
        <div className={`row no-print ${classes.foot}`}>
          {!ended && (
            <Button
              onClick={() => {
                setSaved(false);
                setMode('edit');
              }}
            >
              {t('registerRow.edit')}
            </Button>
          )}
          <Button variant="outline" onClick={() => setMode('move')}>
            {t(ended ? 'registerRow.restore' : 'registerRow.end')}
          </Button>
        </div>
      )}
      {mode === 'move' && <EndRow register={register} detail={detail} done={read} />}
      {detail.files.length > 0 && (
        <Section title={t('registerRow.files')}>
          <Files files={detail.files} pending={[]} onPending={() => {}} canEdit={false} />
        </Section>
      )}
      {detail.history.length > 0 && (
        <Section title={t('registerRow.history')} lead={t('registerRow.historyLead')}>
          <RowHistoryList register={register} history={detail.history} request={detail.request} />
        </Section>
      )}
    </>
  );
}
