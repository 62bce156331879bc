import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DriftUnit, type DriftUnits, driftUnitsQuery } from '../api/drift.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { Page } from '../pieces/page.tsx';
import { useMe } from '../shell/me.tsx';
import { isAdministrator } from '../shell/nav.ts';
import classes from './drift.module.css';
import { Propose } from './propose.tsx';
import { DriftTabs } from './tabs.tsx';
import { useUnitName } from './unit.ts';

/** The approved state of each class of devices, and how many are as it says. */
export function DriftBaselinesPage() {
  const { t } = useTranslation();
  const query = useQuery(driftUnitsQuery());
  return (
    <Page title={t('drift.tabs.baselines')} lead={t('drift.baseline.lead')}>
      <DriftTabs />
      <Answer query={query} what={t('drift.tabs.baselines')}>
        {(found) => <Units {...found} />}
      </Answer>
    </Page>
  );
}

function Units({ units, collections }: DriftUnits) {
  const { t } = useTranslation();
  const nameOf = useUnitName();
  const mayPropose = isAdministrator(useMe().roles);
  const [proposing, setProposing] = useState<DriftUnit | null>(null);
  if (units.length === 0) return <Empty title={t('drift.baseline.noDevices')} />;
  return (
    <>
      <table className="table cards">
        <caption className="unseen">{t('drift.baseline.lead')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('drift.baseline.unit')}</th>
            <th scope="col">{t('drift.baseline.approved')}</th>
            <th scope="col">{t('drift.baseline.standing')}</th>
            <th scope="col">{t('drift.baseline.proposed')}</th>
            {mayPropose && <th scope="col">{t('drift.rule.act')}</th>}
          </tr>
        </thead>
        <tbody>
          {units.map((unit) => (
            <tr key={`${unit.platform} ${unit.class} ${unit.environment}`}>
              <th scope="row">
                {nameOf(unit)} <span className="small quiet">{t('drift.baseline.devices', { count: unit.devices })}</span>
              </th>
              <td data-label={t('drift.baseline.approved')}>
                {unit.approved === null ? (
                  <span className={classes.waiting}>{t('drift.baseline.notYet')}</span>
                ) : (
                  <Version id={unit.approved.id} version={unit.approved.version} />
                )}
              </td>
              <td data-label={t('drift.baseline.standing')}>{unit.approved === null ? '－' : <Standing unit={unit} />}</td>
              <td data-label={t('drift.baseline.proposed')}>
                {unit.proposed === null ? '－' : <Version id={unit.proposed.id} version={unit.proposed.version} />}
              </td>
              {mayPropose && (
                <td data-label={t('drift.rule.act')}>
                  <Button size="compact-sm" variant="subtle" onClick={() => setProposing(unit)}>
                    {t('drift.baseline.propose')}
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {proposing !== null && <Propose unit={proposing} collections={collections} close={() => setProposing(null)} />}
    </>
  );
}

function Standing({ unit }: { unit: DriftUnit }) {
  const { t } = useTranslation();
  return (
    <Link to="/checks/$room/$name" params={{ room: 'configuration', name: 'baseline' }}>
      {t('drift.baseline.sums', {
        equal: unit.equal,
        differing: unit.differing,
        unknown: unit.devices - unit.equal - unit.differing,
      })}
    </Link>
  );
}

function Version({ id, version }: { id: string; version: number }) {
  const { t } = useTranslation();
  return (
    <Link to="/devices/changes/baselines/$id" params={{ id }}>
      {t('drift.baseline.version', { version })}
    </Link>
  );
}
