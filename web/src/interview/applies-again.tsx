import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Draft, saveControl } from '../api/procedures.ts';
import { Fault, Notice } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';
import { touchedByInterview } from './save.ts';

/** Chapters that were left out and concern the company after all, because an answer has changed since. */
export function AppliesAgain({ draft, canAnswer }: { draft: Draft; canAnswer: boolean }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const client = useQueryClient();
  const again = draft.controls.filter(({ applicable, proposed }) => !applicable && proposed?.applicable === true);
  const restore = useMutation({
    mutationFn: async () => {
      for (const { id, revision } of again) await saveControl(id, { revision, applicable: true, reason: '' });
    },
    onSettled: () => Promise.all(touchedByInterview.map((key) => client.invalidateQueries({ queryKey: [key] }))),
  });
  if (again.length === 0) return null;
  return (
    <Notice kind="warn" title={t('interview.again.title')}>
      <ul>
        {again.map(({ id, title, proposed }) => (
          <li key={id}>
            {id} {say(title)} <span className="small quiet">{proposed === null ? '' : say(proposed.reason)}</span>
          </li>
        ))}
      </ul>
      <Fault error={restore.error} />
      {canAnswer && (
        <Button variant="outline" size="compact-sm" loading={restore.isPending} onClick={() => restore.mutate()}>
          {t('interview.again.restore')}
        </Button>
      )}
    </Notice>
  );
}
