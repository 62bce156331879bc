import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import {
  type DevelopmentChoices,
  type RequirementsView,
  requirementsQuery,
  saveRequirement,
  takeRequirements,
  takeStarters,
} from '../api/development.ts';
import { Fault, Notice } from '../pieces/notice.tsx';
import { Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { When } from '../pieces/when.tsx';
import { RequirementGrid } from './grid.tsx';
import { RequirementImport } from './import.tsx';

/** The list of requirements: begun from the starters, edited in place or in Excel, and frozen when it is handed over. */
export function Requirements({ sheet, choices }: { sheet: RequirementsView; choices: DevelopmentChoices }) {
  const { t } = useTranslation();
  const { say, language } = useSaid();
  const queries = useQueryClient();
  const { id, ended } = sheet.project;
  const refresh = () => queries.invalidateQueries(requirementsQuery(id));
  const take = useMutation({ mutationFn: () => takeStarters(id, language), onSuccess: refresh });
  const add = useMutation({
    mutationFn: () => saveRequirement(id, { id: null, revision: 0, cells: { title: t('development.requirements') } }),
    onSuccess: refresh,
  });
  const save = useMutation({ mutationFn: () => takeRequirements(id, language) });
  const left = sheet.proposed.filter(({ applies, taken }) => !applies && !taken);
  return (
    <Section
      title={t('development.requirements')}
      lead={t(sheet.open ? 'development.requirementsLead' : 'development.frozenLead')}
      actions={
        <>
          {sheet.open && sheet.proposed.some(({ applies, taken }) => applies && !taken) && (
            <Button loading={take.isPending} onClick={() => take.mutate()}>
              {t('development.take')}
            </Button>
          )}
          {sheet.open && (
            <Button variant="default" loading={add.isPending} onClick={() => add.mutate()}>
              {t('development.add')}
            </Button>
          )}
          {sheet.lines.length > 0 && (
            <Button variant="default" loading={save.isPending} onClick={() => save.mutate()}>
              {t('development.export')}
            </Button>
          )}
        </>
      }
    >
      <Fault error={take.error ?? add.error ?? save.error} />
      {take.isSuccess && sheet.open && <Notice kind="done">{t('development.taken', { count: take.data.added })}</Notice>}
      {sheet.frozen !== null && (
        <p>
          {t('development.frozen', sheet.frozen)} <When at={sheet.frozen.at} /> {say(sheet.frozen.by)}
          <br />
          <span className="quiet">
            {t('development.digest')}: <code style={{ overflowWrap: 'anywhere' }}>{sheet.frozen.digest}</code>
          </span>
        </p>
      )}
      {sheet.lines.length === 0 ? (
        <Notice kind="info">{t('development.none')}</Notice>
      ) : (
        <>
          <p>{t('development.counts', sheet.counts)}</p>
          {sheet.open && sheet.unready.length > 0 && (
            <Notice kind="warn">{t('development.unready', { numbers: sheet.unready.map(({ no }) => no).join('、') })}</Notice>
          )}
          <RequirementGrid sheet={sheet} choices={choices} refresh={refresh} />
        </>
      )}
      {!ended && <RequirementImport project={id} refresh={refresh} />}
      {left.length > 0 && (
        <details>
          <summary>{t('development.leftOut', { count: left.length })}</summary>
          <ul>
            {left.map((one) => (
              <li key={one.id}>
                {say(one.title)}: {say(one.because)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}
