import { Button, Checkbox, FileButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AcceptancePreview, type AcceptanceView, applySheet, downloadSheet, previewSheet } from '../api/acceptance.ts';
import { CaseFault } from '../cases/fault.tsx';
import { Notice } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';
import classes from './acceptance.module.css';

/** The specification as a file and back: what would change is shown before it is done. */
export function Exchange({ view, refresh }: { view: AcceptanceView; refresh: () => void }) {
  const { t } = useTranslation();
  const { language } = useSaid();
  const [file, setFile] = useState<File | null>(null);
  const [removeMissing, setRemoveMissing] = useState(false);
  const fetchIt = useMutation({ mutationFn: () => downloadSheet(view.id, view.number, language) });
  const look = useMutation({ mutationFn: (given: { file: File; remove: boolean }) => previewSheet(view.id, given.file, given.remove) });
  const apply = useMutation({
    mutationFn: (digest: string) => applySheet(view.id, file!, removeMissing, digest),
    onSuccess: () => {
      look.reset();
      setFile(null);
      refresh();
    },
  });
  const choose = (chosen: File | null, remove = removeMissing) => {
    setFile(chosen);
    apply.reset();
    if (chosen !== null) look.mutate({ file: chosen, remove });
  };
  return (
    <div className="no-print">
      <div className={classes.acts}>
        <Button variant="default" onClick={() => fetchIt.mutate()} loading={fetchIt.isPending}>
          {t('acceptance.export')}
        </Button>
        {view.maySpecify && (
          <>
            <FileButton onChange={(chosen) => choose(chosen)} accept=".xlsx,.csv,.txt,.tsv">
              {(props) => (
                <Button {...props} variant="default" loading={look.isPending}>
                  {t('acceptance.choose')}
                </Button>
              )}
            </FileButton>
            <Checkbox
              label={t('acceptance.removeMissing')}
              checked={removeMissing}
              onChange={(event) => {
                setRemoveMissing(event.currentTarget.checked);
                if (file !== null) choose(file, event.currentTarget.checked);
              }}
            />
          </>
        )}
      </div>
      <CaseFault error={fetchIt.error ?? look.error ?? apply.error} />
      {look.data !== undefined && <Preview plan={look.data} apply={() => apply.mutate(look.data.digest)} pending={apply.isPending} />}
      {apply.isSuccess && <Notice kind="done">{t('acceptance.applied')}</Notice>}
    </div>
  );
}

function Preview({ plan, apply, pending }: { plan: AcceptancePreview; apply: () => void; pending: boolean }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { counts, problems, moreProblems, changes } = plan;
  if (problems.length > 0)
    return (
      <Notice kind="error" title={t('acceptance.problems')}>
        <ul>
          {problems.map((problem, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two problems of one cell are alike, and the list never changes
            <li key={at}>
              {problem.row === null
                ? say(problem.says)
                : t('acceptance.problemAt', { row: problem.row, column: problem.column ?? '', says: say(problem.says) })}
            </li>
          ))}
        </ul>
        {moreProblems > 0 && <p>{t('acceptance.moreProblems', { count: moreProblems })}</p>}
      </Notice>
    );
  const isSame = changes.length === 0 && !counts.moved;
  return (
    <Notice kind="info" title={isSame ? t('acceptance.nothing') : t('acceptance.preview', counts)}>
      {counts.moved && <p>{t('acceptance.moved')}</p>}
      <ul className={classes.rows}>
        {changes.map((change, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: new rows have no number yet, and the list never changes
          <li key={at} className={classes.text}>
            <b>{t(`acceptance.acts.${change.act}`)}</b> {change.number}{' '}
            {change.before !== null && (
              <del>
                {change.before.what} → {change.before.expected}
              </del>
            )}{' '}
            {change.after !== null && (
              <span>
                {change.after.what} → {change.after.expected}
              </span>
            )}
          </li>
        ))}
      </ul>
      {!isSame && (
        <Button onClick={apply} loading={pending}>
          {t('acceptance.apply')}
        </Button>
      )}
    </Notice>
  );
}
