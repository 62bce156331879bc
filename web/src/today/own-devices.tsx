import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type OwnDevice, ownDevicesQuery } from '../api/today.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { CopyButton } from '../pieces/copy.tsx';
import { VerdictWord } from '../pieces/mark.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Page } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { When } from '../pieces/when.tsx';
import { OwnSoftware } from '../software/own-software.tsx';
import classes from './own-devices.module.css';

/** An employee's own devices: what is wrong, why it matters, and what to do about it. */
export function OwnDevicesPage() {
  const { t } = useTranslation();
  const query = useQuery(ownDevicesQuery);
  const wanted = useLocation().hash;
  return (
    <Page title={t('ownDevices.title')} lead={t('ownDevices.lead')}>
      <Answer query={query} what={t('ownDevices.title')}>
        {({ devices }) =>
          devices.length === 0 ? (
            <Empty title={t('ownDevices.none')}>
              <p>{t('ownDevices.noneBody')}</p>
            </Empty>
          ) : (
            devices
              .toSorted((a, b) => Number(b.id === wanted) - Number(a.id === wanted))
              .map((device) => <Device key={device.id ?? device.name} device={device} />)
          )
        }
      </Answer>
    </Page>
  );
}

function Device({ device }: { device: OwnDevice }) {
  const { t } = useTranslation();
  const failing = device.findings.filter(({ verdict }) => verdict === 'fail');
  const unknown = device.findings.filter(({ verdict }) => verdict === 'unknown').length;
  const summary = () => {
    if (failing.length > 0) return <b>{t('ownDevices.toPutRight', { count: failing.length })}</b>;
    if (unknown === 0) return t('ownDevices.fine');
    return t(device.silent ? 'ownDevices.silentUnknown' : 'ownDevices.fineSoFar', { count: unknown });
  };
  return (
    <section className={classes.device} aria-labelledby={`device-${device.id ?? device.name}`} id={device.id ?? undefined}>
      <h2 id={`device-${device.id ?? device.name}`}>{device.name}</h2>
      {device.id === null || device.lastSeenAt === null ? (
        <p className="quiet">{t('ownDevices.unmeasured')}</p>
      ) : (
        <p className="small quiet">
          {device.os} · {t('device.lastSeen')} <When at={device.lastSeenAt} ago />
        </p>
      )}
      {device.silent && (
        <Notice kind="warn" title={t('device.silent')}>
          {t('ownDevices.silent')}
        </Notice>
      )}
      {device.id !== null && <p>{summary()}</p>}
      {device.id !== null && <OwnSoftware device={device.id} />}
      <ul className={classes.findings}>
        {failing.map((finding) => (
          <Failing key={finding.check} finding={finding} device={device.name} />
        ))}
      </ul>
    </section>
  );
}

function Failing({ finding, device }: { finding: OwnDevice['findings'][number]; device: string }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <li>
      <p className={classes.title}>
        <VerdictWord verdict={finding.verdict} /> {say(finding.title)}
      </p>
      <p>{say(finding.because)}</p>
      <div className={classes.remedy}>
        <b>{t(finding.remedy === null ? 'rollout.own.ask' : 'rollout.own.yourself')}</b>
        {finding.remedy === null ? <p>{t('rollout.own.askBody')}</p> : <p>{say(finding.remedy)}</p>}
        {finding.remedy === null && (
          <CopyButton
            label={t('rollout.own.copy')}
            text={t('rollout.own.message', { device, title: say(finding.title), because: say(finding.because) })}
          />
        )}
        <p className="small quiet">{t(`rollout.own.again.${finding.again}`)}</p>
      </div>
      <p className="small quiet">{t('ownDevices.clauses', { clauses: finding.clauses.join(t('ownDevices.comma')) })}</p>
    </li>
  );
}
