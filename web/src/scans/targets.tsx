import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ScanTarget, scanTargetsQuery } from '../api/scans.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { LinkButton } from '../pieces/link.tsx';
import { Page } from '../pieces/page.tsx';
import { When } from '../pieces/when.tsx';
import { useMe } from '../shell/me.tsx';
import { isAdministrator } from '../shell/nav.ts';
import classes from './scans.module.css';
import { TargetForm } from './target-form.tsx';

/** What is scanned, with what waits for a person; those in use first. */
export function ScanTargetsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const query = useQuery(scanTargetsQuery);
  const mayAdd = isAdministrator(useMe().roles);
  const [adding, setAdding] = useState(false);
  return (
    <Page
      title={t('scans.title')}
      lead={t('scans.lead')}
      actions={
        <>
          <LinkButton to="/scans/findings" search={{ waits: 'open' }} variant="default">
            {t('scans.allFindings')}
          </LinkButton>
          {mayAdd && <Button onClick={() => setAdding(true)}>{t('scans.addTarget')}</Button>}
        </>
      }
    >
      <Answer query={query} what={t('scans.title')}>
        {({ targets }) =>
          targets.length === 0 ? (
            <Empty title={t('scans.noTargets')}>
              <p>{t(mayAdd ? 'scans.noTargetsBody' : 'scans.noTargetsOther')}</p>
            </Empty>
          ) : (
            <Targets targets={targets} />
          )
        }
      </Answer>
      {adding && (
        <TargetForm
          target={null}
          close={() => setAdding(false)}
          done={(id) => void navigate({ to: '/scans/targets/$id', params: { id } })}
        />
      )}
    </Page>
  );
}

function Targets({ targets }: { targets: readonly ScanTarget[] }) {
  const { t } = useTranslation();
  return (
    <table className="table cards">
      <caption className="unseen">{t('scans.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('scans.target')}</th>
          <th scope="col">{t('scans.kind')}</th>
          <th scope="col">{t('scans.waitsOf.open')}</th>
          <th scope="col">{t('scans.waitsOf.overdue')}</th>
          <th scope="col">{t('scans.toConfirm')}</th>
          <th scope="col">{t('scans.waitsOf.proposed')}</th>
          <th scope="col">{t('scans.lastImport')}</th>
        </tr>
      </thead>
      <tbody>
        {targets.map((target) => (
          <tr key={target.id}>
            <th scope="row">
              <Link to="/scans/targets/$id" params={{ id: target.id }} className={classes.title}>
                {target.name}
              </Link>
              {target.ended && <span className="small quiet"> {t('scans.ended')}</span>}
            </th>
            <td data-label={t('scans.kind')}>{t(`scans.kinds.${target.kind}`)}</td>
            <td data-label={t('scans.waitsOf.open')}>
              <Count target={target.id} waits="open" count={target.open} />
            </td>
            <td data-label={t('scans.waitsOf.overdue')} className={target.overdue > 0 ? classes.late : undefined}>
              <Count target={target.id} waits="overdue" count={target.overdue} />
            </td>
            <td data-label={t('scans.toConfirm')}>
              <Count target={target.id} waits="gone" count={target.toConfirm} />
            </td>
            <td data-label={t('scans.waitsOf.proposed')}>
              <Count target={target.id} waits="proposed" count={target.proposed} />
            </td>
            <td data-label={t('scans.lastImport')}>
              <When at={target.lastImportAt} none={t('scans.never')} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Count({ target, waits, count }: { target: string; waits: 'open' | 'overdue' | 'gone' | 'proposed'; count: number }) {
  if (count === 0) return <span className="number quiet">0</span>;
  return (
    <Link to="/scans/findings" search={{ target, waits }} className="number">
      {count.toLocaleString()}
    </Link>
  );
}
