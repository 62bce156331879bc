import { Button, FileButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { applyRequirements, previewRequirements } from '../api/development.ts';
import { Fault, Notice } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';

/** A file is shown before it is taken: what is new, what changes, and every cell that cannot be read. */
export function RequirementImport({ project, refresh }: { project: string; refresh: () => Promise<unknown> }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const preview = useMutation({ mutationFn: async (file: File) => ({ file, plan: await previewRequirements(project, file) }) });
  const apply = useMutation({
    mutationFn: ({ file, digest }: { file: File; digest: string }) => applyRequirements(project, file, digest),
    onSuccess: async () => {
      preview.reset();
      await refresh();
    },
  });
  const shown = preview.data;
  const changes = shown === undefined ? 0 : shown.plan.added.length + shown.plan.changed.length;
  return (
    <>
      <div className="row no-print">
        <FileButton accept=".xlsx,.csv" onChange={(file) => file !== null && preview.mutate(file)}>
          {(props) => (
            <Button {...props} variant="default" loading={preview.isPending}>
              {t('development.import')}
            </Button>
          )}
        </FileButton>
      </div>
      <Fault error={preview.error ?? apply.error} />
      {shown !== undefined && (
        <Notice kind={shown.plan.problems.length > 0 ? 'error' : 'info'}>
          <p>
            {shown.plan.problems.length > 0
              ? t('development.importProblems', { count: shown.plan.problems.length })
              : t('development.importShown', {
                  added: shown.plan.added.length,
                  changed: shown.plan.changed.length,
                  unchanged: shown.plan.unchanged,
                })}
          </p>
          <ul>
            {shown.plan.problems.map(({ row, column, says }) => (
              <li key={`${row} ${column} ${says.en}`}>
                {row !== null && t('development.row', { row })} {column} {say(says)}
              </li>
            ))}
            {(shown.plan.problems.length > 0 ? [] : [...shown.plan.added, ...shown.plan.changed].slice(0, 50)).map((line) => (
              <li key={`${line.row} line`}>
                {t('development.row', { row: line.row })} {line.title}: {line.fields.join('、')}
              </li>
            ))}
          </ul>
          <div className="row">
            {shown.plan.problems.length === 0 && changes > 0 && (
              <Button loading={apply.isPending} onClick={() => apply.mutate({ file: shown.file, digest: shown.plan.digest })}>
                {t('development.importApply')}
              </Button>
            )}
            <Button variant="default" onClick={() => preview.reset()}>
              {t('development.importCancel')}
            </Button>
          </div>
        </Notice>
      )}
    </>
  );
}
