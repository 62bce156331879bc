import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ScanImport, type ScanTargetDetail, scanImportsQuery, scanTargetQuery } from '../api/scans.ts';
import { Answer } from '../pieces/answer.tsx';
import { LinkButton } from '../pieces/link.tsx';
import { Page, Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { Scroll } from '../pieces/scroll.tsx';
import { When } from '../pieces/when.tsx';
import { useMe } from '../shell/me.tsx';
import { isAdministrator } from '../shell/nav.ts';
import { ImportScan } from './import.tsx';
import classes from './scans.module.css';
import { TargetForm } from './target-form.tsx';
import { ScanTokens } from './tokens.tsx';

/** One target: what tools said last, a report to import, what was imported before, and the tokens of pipelines. */
export function ScanTargetPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/inside/scans/targets/$id' });
  const query = useQuery(scanTargetQuery(id));
  return (
    <Answer query={query} what={t('scans.target')}>
      {(target) => <Target target={target} />}
    </Answer>
  );
}

function Target({ target }: { target: ScanTargetDetail }) {
  const { t } = useTranslation();
  const keeps = isAdministrator(useMe().roles);
  const [changing, setChanging] = useState(false);
  return (
    <Page
      eyebrow={<Link to="/scans">{t('scans.title')}</Link>}
      title={target.name}
      actions={
        <>
          <LinkButton to="/scans/findings" search={{ target: target.id, waits: 'open' }}>
            {t('scans.openFindings')}
          </LinkButton>
          {keeps && (
            <Button variant="default" onClick={() => setChanging(true)}>
              {t('scans.changeTarget')}
            </Button>
          )}
        </>
      }
    >
      <dl className={classes.facts}>
        <dt>{t('scans.kind')}</dt>
        <dd>
          {t(`scans.kinds.${target.kind}`)}
          {target.ended && ` · ${t('scans.ended')}`}
        </dd>
        <dt>{t('scans.line')}</dt>
        <dd>{target.line?.label ?? <span className="quiet">{t('scans.noLine')}</span>}</dd>
        <dt>{t('scans.developers')}</dt>
        <dd>
          {target.developers.length === 0 ? (
            <span className="quiet">{t('scans.noDevelopers')}</span>
          ) : (
            target.developers.map(({ name }) => name).join('、')
          )}
        </dd>
      </dl>
      <Section title={t('scans.newest')} lead={t('scans.newestLead', { days: target.freshDays })}>
        {target.newest.length === 0 ? (
          <p className="quiet">{t('scans.neverScanned')}</p>
        ) : (
          <Imports imports={target.newest} label={t('scans.newest')} />
        )}
      </Section>
      {target.mayWork && !target.ended && <ImportScan target={target.id} />}
      <History target={target.id} />
      {keeps && !target.ended && <ScanTokens target={target.id} />}
      {changing && <TargetForm target={target} close={() => setChanging(false)} done={() => setChanging(false)} />}
    </Page>
  );
}

function History({ target }: { target: string }) {
  const { t } = useTranslation();
  const [offset, setOffset] = useState(0);
  const query = useQuery(scanImportsQuery(target, offset));
  return (
    <Section title={t('scans.imports')}>
      <Answer query={query} what={t('scans.imports')}>
        {({ total, imports }) =>
          total === 0 ? (
            <p className="quiet">{t('scans.neverScanned')}</p>
          ) : (
            <>
              <Imports imports={imports} label={t('scans.imports')} />
              <div className={classes.acts}>
                <Button variant="default" size="compact-sm" disabled={offset === 0} onClick={() => setOffset(Math.max(0, offset - 10))}>
                  {t('scans.newer')}
                </Button>
                <Button variant="default" size="compact-sm" disabled={offset + 10 >= total} onClick={() => setOffset(offset + 10)}>
                  {t('scans.older')}
                </Button>
                <span className="small quiet">{t('scans.importsTotal', { count: total })}</span>
              </div>
            </>
          )
        }
      </Answer>
    </Section>
  );
}

function Imports({ imports, label }: { imports: readonly ScanImport[]; label: string }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <Scroll label={label}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('scans.tool')}</th>
            <th scope="col">{t('scans.scannedAt')}</th>
            <th scope="col">{t('scans.results')}</th>
            <th scope="col">{t('scans.changed')}</th>
            <th scope="col">{t('scans.by')}</th>
          </tr>
        </thead>
        <tbody>
          {imports.map((each) => (
            <tr key={each.id}>
              <th scope="row">
                {each.tool}{' '}
                <span className="small quiet">
                  {[each.toolVersion, each.scope, each.commit.slice(0, 12)].filter((part) => part !== '').join(' · ')}
                </span>
                {!each.complete && <div className="small">{t('scans.partial')}</div>}
              </th>
              <td>
                <When at={each.scannedAt} />
              </td>
              <td className="number">{each.counts.results.toLocaleString()}</td>
              <td>{t('scans.counts', { new: each.counts.new, gone: each.counts.gone, reappeared: each.counts.reappeared })}</td>
              <td>{say(each.by)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
