import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type ScanFinding,
  type ScanFindings,
  type ScanSearch,
  type ScanStep,
  scanFindingsQuery,
  scanPageSize,
  scanTargetsQuery,
} from '../api/scans.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { Form } from '../pieces/form.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Page } from '../pieces/page.tsx';
import { Pages } from '../pieces/pages.tsx';
import { SearchField, searchesByItself } from '../pieces/search-field.tsx';
import { useMe } from '../shell/me.tsx';
import { scanSeverities, scanStates, scanWaits } from './address.ts';
import { Decide, leads } from './decide.tsx';
import { useTriageKeys } from './keys.ts';
import classes from './scans.module.css';

const steps = ['plan', 'fix', 'verify', 'propose', 'agree', 'decline', 'reopen'] as const satisfies readonly ScanStep[];

/** What scanners found, the worst and oldest first; one or many are decided at once, by mouse or by keyboard. */
export function ScanFindingsPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/inside/scans/findings' });
  const query = useQuery(scanFindingsQuery(search));
  return (
    <Page eyebrow={<Link to="/scans">{t('scans.title')}</Link>} title={t('scans.findings')} lead={t('scans.findingsLead')}>
      <Filters search={search} />
      <Answer query={query} what={t('scans.findings')}>
        {(list) => <Findings list={list} search={search} busy={query.isPlaceholderData} />}
      </Answer>
    </Page>
  );
}

function Filters({ search }: { search: ScanSearch }) {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/scans/findings' });
  const targets = useQuery(scanTargetsQuery);
  const set = (changed: Partial<ScanSearch>, replace = false) =>
    navigate({ search: (old) => ({ ...old, ...changed, offset: undefined }), replace });
  const any = { value: '', label: t('scans.any') };
  const choose = (key: 'target' | 'state' | 'severity' | 'waits', value: string) =>
    set({ [key]: value === '' ? undefined : value } as Partial<ScanSearch>);
  return (
    <Form className={`${classes.filters} no-print`} label={t('scans.filters')} onSubmit={searchesByItself}>
      <SearchField label={t('scans.search')} placeholder={t('scans.searchHint')} value={search.q} onSearch={(q) => set({ q }, true)} />
      <NativeSelect
        label={t('scans.target')}
        value={search.target ?? ''}
        onChange={(event) => choose('target', event.currentTarget.value)}
        data={[any, ...(targets.data?.targets ?? []).map(({ id, name }) => ({ value: id, label: name }))]}
      />
      <NativeSelect
        label={t('scans.waits')}
        value={search.waits ?? ''}
        onChange={(event) => choose('waits', event.currentTarget.value)}
        data={[any, ...scanWaits.map((value) => ({ value, label: t(`scans.waitsOf.${value}`) }))]}
      />
      <NativeSelect
        label={t('scans.severity')}
        value={search.severity ?? ''}
        onChange={(event) => choose('severity', event.currentTarget.value)}
        data={[any, ...scanSeverities.map((value) => ({ value, label: t(`scans.severities.${value}`) }))]}
      />
      <NativeSelect
        label={t('scans.state')}
        value={search.state ?? ''}
        onChange={(event) => choose('state', event.currentTarget.value)}
        data={[any, ...scanStates.map((value) => ({ value, label: t(`scans.states.${value}`) }))]}
      />
    </Form>
  );
}

function Findings({ list, search, busy }: { list: ScanFindings; search: ScanSearch; busy: boolean }) {
  const { t } = useTranslation();
  const looks = useMe().roles.includes('auditor');
  const [chosen, setChosen] = useState<ReadonlyMap<string, ScanFinding>>(new Map());
  const [deciding, setDeciding] = useState<{ step: ScanStep; findings: readonly ScanFinding[] } | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const choose = (finding: ScanFinding, on = !chosen.has(finding.id)) => {
    setDone(null);
    setChosen((old) => new Map(on ? [...old, [finding.id, finding]] : [...old].filter(([id]) => id !== finding.id)));
  };
  const begin = (step: ScanStep, all: readonly ScanFinding[]) => {
    const able = all.filter(leads[step]);
    if (!looks && able.length > 0) setDeciding({ step, findings: able });
    else if (!looks && all.length > 0) setDone(t('scans.noneAble', { step: t(`scans.steps.${step}`) }));
  };
  const { current, onKeyDown } = useTriageKeys({
    findings: list.findings,
    choose,
    begin: (step, under) => begin(step, chosen.size > 0 ? [...chosen.values()] : under === undefined ? [] : [under]),
  });
  if (list.findings.length === 0)
    return (
      <Empty title={t('scans.none')}>
        <p>{t('scans.noneBody')}</p>
      </Empty>
    );
  const allChosen = list.findings.every(({ id }) => chosen.has(id));
  return (
    <div className={classes.list} aria-busy={busy}>
      {done !== null && <Notice kind="done">{done}</Notice>}
      <p className="small quiet">
        {t('scans.total', { count: list.total })} {!looks && <span className="no-print">{t('scans.keys')}</span>}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the list takes keys while it has the focus, and says which */}
      <section aria-label={t('scans.findings')} tabIndex={0} onKeyDown={onKeyDown}>
        <table className="table cards">
          <caption className="unseen">{t('scans.findingsLead')}</caption>
          <thead>
            <tr>
              {!looks && (
                <th scope="col" className={classes.choose}>
                  <Checkbox
                    aria-label={t('scans.chooseAll')}
                    checked={allChosen}
                    onChange={(event) => {
                      for (const each of list.findings) choose(each, event.currentTarget.checked);
                    }}
                  />
                </th>
              )}
              <th scope="col">{t('scans.finding')}</th>
              <th scope="col">{t('scans.severity')}</th>
              <th scope="col">{t('scans.state')}</th>
              <th scope="col">{t('scans.due')}</th>
            </tr>
          </thead>
          <tbody>
            {list.findings.map((finding, index) => (
              <Row
                key={finding.id}
                finding={finding}
                isCurrent={index === current}
                chosen={looks ? null : chosen.has(finding.id)}
                choose={(on) => choose(finding, on)}
              />
            ))}
          </tbody>
        </table>
      </section>
      <Pages
        offset={search.offset ?? 0}
        size={scanPageSize}
        total={list.total}
        link={(offset) => ({ to: '/scans/findings', search: { ...search, offset: offset === 0 ? undefined : offset } })}
      />
      {chosen.size > 0 && (
        <div className={`${classes.bar} no-print`}>
          <span role="status">{t('scans.chosen', { count: chosen.size })}</span>
          {steps.map((step) => {
            const able = [...chosen.values()].filter(leads[step]).length;
            return able === 0 ? null : (
              <Button key={step} size="compact-md" variant="default" onClick={() => begin(step, [...chosen.values()])}>
                {t(`scans.steps.${step}`)} ({able})
              </Button>
            );
          })}
          <Button variant="subtle" color="dark" onClick={() => setChosen(new Map())}>
            {t('scans.unchoose')}
          </Button>
        </div>
      )}
      {deciding !== null && (
        <Decide
          {...deciding}
          close={() => setDeciding(null)}
          done={(count) => {
            setDeciding(null);
            setChosen(new Map());
            setDone(t('scans.decided', { count }));
          }}
        />
      )}
    </div>
  );
}

interface RowProps {
  finding: ScanFinding;
  isCurrent: boolean;
  chosen: boolean | null;
  choose: (on: boolean) => void;
}

function Row({ finding, isCurrent, chosen, choose }: RowProps) {
  const { t } = useTranslation();
  const row = useRef<HTMLTableRowElement>(null);
  const { severity, dueOn, overdue, place, line, rule, tool } = finding;
  const moved = useRef(false);
  useEffect(() => {
    if (isCurrent && moved.current) row.current?.scrollIntoView({ block: 'nearest' });
    moved.current = true;
  }, [isCurrent]);
  return (
    <tr ref={row} className={isCurrent ? classes.current : undefined}>
      {chosen !== null && (
        <td className={classes.choose}>
          <Checkbox
            aria-label={t('scans.choose', { what: finding.title, place })}
            checked={chosen}
            onChange={({ currentTarget }) => choose(currentTarget.checked)}
          />
        </td>
      )}
      <th scope="row">
        <Link to="/scans/findings/$id" params={{ id: finding.id }} className={classes.title}>
          {finding.title}
        </Link>
        <div className={`small quiet ${classes.place}`}>{[tool, rule, `${place}${line === null ? '' : `:${line}`}`].join(' · ')}</div>
      </th>
      <td data-label={t('scans.severity')} className={severity === 'critical' || severity === 'high' ? classes.worst : classes.severity}>
        {t(`scans.severities.${severity}`)}
      </td>
      <td data-label={t('scans.state')}>
        <StateWords finding={finding} />
      </td>
      <td data-label={t('scans.due')} className={overdue ? classes.late : undefined}>
        {dueOn === null ? <span className="quiet">{t('scans.noDue')}</span> : <time dateTime={dueOn}>{dueOn}</time>}
        {overdue && ` ${t('scans.overdue')}`}
      </td>
    </tr>
  );
}

/** The state, and what waits for a person beside it. */
export function StateWords({ finding: { state, until, seen, proposed } }: { finding: ScanFinding }) {
  const { t } = useTranslation();
  const waits = state === 'verified' ? (seen ? 'reappeared' : null) : !seen && ['new', 'planned', 'fixed'].includes(state) ? 'gone' : null;
  return (
    <span>
      {t(`scans.states.${state}`)}
      {until !== null && ` ${t('scans.untilDay', { day: until })}`}
      {waits !== null && <div className={waits === 'reappeared' ? classes.worst : 'small'}>{t(`scans.waitsOf.${waits}`)}</div>}
      {proposed !== null && <div className="small">{t('scans.proposedTo', { what: t(`scans.states.${proposed}`) })}</div>}
    </span>
  );
}
