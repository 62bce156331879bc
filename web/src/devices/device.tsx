import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { deviceQuery } from '../api/queries.ts';
import type { Device, Finding, Verdict } from '../api/types.ts';
import { CasesOfDevice } from '../cases/of-device.tsx';
import { FindingRow } from '../checks/finding-row.tsx';
import { AskNow } from '../live/ask-now.tsx';
import { Answer, Empty } from '../pieces/answer.tsx';
import { CountsLine } from '../pieces/mark.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Page, Section } from '../pieces/page.tsx';
import { When } from '../pieces/when.tsx';
import { PlaceForm } from '../rollout/place.tsx';
import { useMe } from '../shell/me.tsx';
import { isAdministrator } from '../shell/nav.ts';
import { Conflict } from './conflict.tsx';
import classes from './device.module.css';
import { DeviceInventory } from './inventory.tsx';
import { Retire } from './retire.tsx';
import { Flips, Unanswered } from './trail.tsx';

/** One device: what is wrong and how to put it right, then what could not be measured, then what is fine. */
export function DevicePage() {
  const { id } = useParams({ from: '/inside/devices/$id' });
  const { t } = useTranslation();
  const query = useQuery(deviceQuery(id));
  return (
    <Page
      key={id}
      eyebrow={<Link to="/devices">{t('nav.devices')}</Link>}
      title={query.data?.name ?? t('nav.devices')}
      lead={query.data === undefined ? undefined : <Lead device={query.data} />}
      actions={
        <AskNow
          path={`/api/live/devices/${encodeURIComponent(id)}`}
          label={t('live.now.device')}
          shows={['device', id]}
          silent={query.data?.silent ?? false}
        />
      }
    >
      <Answer query={query} what={t('nav.devices')}>
        {(device) => <DeviceBody device={device} />}
      </Answer>
    </Page>
  );
}

function Lead({ device }: { device: Device }) {
  const { t } = useTranslation();
  return (
    <>
      {device.os} · {t('device.lastSeen')} <When at={device.lastSeenAt} ago />
    </>
  );
}

function DeviceBody({ device }: { device: Device }) {
  const { t } = useTranslation();
  const me = useMe();
  const of = (verdict: Verdict) => device.findings.filter((finding) => finding.verdict === verdict);
  const counts = { pass: of('pass').length, fail: of('fail').length, unknown: of('unknown').length };
  return (
    <>
      {device.conflict !== null && <Conflict device={device} />}
      {device.silent && (
        <Notice kind="warn" title={t('device.silent')}>
          {t('device.silentBody')}
        </Notice>
      )}
      <div className={classes.columns}>
        <div className={classes.findings}>
          {device.findings.length === 0 ? (
            <Empty title={t('device.noFindings')} />
          ) : (
            <>
              <Findings
                title={t('device.wrong')}
                count={t('device.wrongCount', { count: counts.fail })}
                rows={of('fail')}
                none={t('device.allFine')}
              />
              <Findings
                title={t('device.unknown')}
                count={t('device.unknownCount', { count: counts.unknown })}
                rows={of('unknown')}
                none={t('device.noUnknown')}
              />
              <Findings title={t('device.fine')} count={t('device.fineCount', { count: counts.pass })} rows={of('pass')} none="" />
            </>
          )}
          <CasesOfDevice device={device.id} />
          <Unanswered device={device} />
          <Flips device={device} />
          {isAdministrator(me.roles) && (
            <Section title={t('rollout.place.title')}>
              <PlaceForm of={{ devices: [device.id] }} />
            </Section>
          )}
          <DeviceInventory id={device.id} />
          <Retire device={device} />
        </div>
        <Facts device={device}>
          <CountsLine counts={counts} />
        </Facts>
      </div>
    </>
  );
}

function Findings({ title, count, rows, none }: { title: string; count: string; rows: readonly Finding[]; none: string }) {
  if (rows.length === 0 && none === '') return null;
  return (
    <Section title={title} actions={<span className="small quiet">{count}</span>}>
      {rows.length === 0 ? (
        <p className="quiet">{none}</p>
      ) : (
        <ul className={classes.rows}>
          {rows.map((finding) => (
            <FindingRow key={finding.check} finding={finding} by="check" />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Facts({ device, children }: { device: Device; children: ReactNode }) {
  const { t } = useTranslation();
  const rows: readonly (readonly [string, ReactNode])[] = [
    [t('device.os'), device.os],
    [t('device.hardware'), device.hardware],
    [t('device.serial'), device.serial ?? t('device.notThere')],
    [t('device.uuid'), <code key="uuid">{device.hardwareUuid}</code>],
    [t('rollout.place.title'), `${t(`rollout.class.${device.class}`)} · ${t(`rollout.environment.${device.environment ?? 'none'}`)}`],
    [t('device.agent'), `osquery ${device.agentVersion}`],
    [t('device.enrolled'), <When key="enrolled" at={device.enrolledAt} />],
    [t('device.lastSeen'), <When key="seen" at={device.lastSeenAt} />],
  ];
  return (
    <aside className={classes.facts} aria-labelledby="device-facts">
      <h2 id="device-facts" className={classes.factsTitle}>
        {t('device.facts')}
      </h2>
      {children}
      <dl className={classes.factList}>
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </aside>
  );
}
