import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import {
  type DriftBaseline,
  driftBaselineDevicesQuery,
  driftBaselineDifferencesQuery,
  driftBaselineQuery,
  driftPageSize,
  driftVersionsQuery,
} from '../api/drift.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Page, Section } from '../pieces/page.tsx';
import { Pages } from '../pieces/pages.tsx';
import { useSaid } from '../pieces/said.ts';
import { When } from '../pieces/when.tsx';
import { Decide } from './decide.tsx';
import { DifferenceCells } from './differences.tsx';
import classes from './drift.module.css';
import { useUnitName } from './unit.ts';

/** One version of the approved state of a class: what it holds, how it came to be, and who is not as it says. */
export function DriftBaselinePage() {
  const { t } = useTranslation();
  const nameOf = useUnitName();
  const { id } = useParams({ from: '/inside/devices/changes/baselines/$id' });
  const query = useQuery(driftBaselineQuery(id));
  const baseline = query.data;
  return (
    <Page
      eyebrow={<Link to="/devices/changes/baselines">{t('drift.tabs.baselines')}</Link>}
      title={
        baseline === undefined
          ? t('drift.tabs.baselines')
          : `${nameOf(baseline)} ${t('drift.baseline.version', { version: baseline.version })}`
      }
    >
      <Answer query={query} what={t('drift.tabs.baselines')}>
        {(found) => (
          <>
            <Facts baseline={found} />
            {found.state === 'proposed' && <Decide baseline={found} />}
            {found.state === 'approved' && <Devices id={found.id} />}
            <Differences baseline={found} />
            <Versions baseline={found} />
          </>
        )}
      </Answer>
    </Page>
  );
}

function Facts({ baseline }: { baseline: DriftBaseline }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { reference, share, decidedBy, decidedAt, reason } = baseline;
  return (
    <dl className={classes.facts}>
      <dt>{t('drift.state')}</dt>
      <dd>{t(`drift.baseline.states.${baseline.state}`)}</dd>
      <dt>{t('drift.baseline.from')}</dt>
      <dd>
        {reference !== null
          ? t('drift.baseline.ofDevice', { name: reference.name })
          : t('drift.baseline.ofShare', { share: share ?? 0, count: baseline.devices })}{' '}
        · {say(baseline.proposedBy)} <When at={baseline.proposedAt} />
      </dd>
      {decidedBy !== null && (
        <>
          <dt>{t('drift.baseline.approvedBy')}</dt>
          <dd>
            {say(decidedBy)} <When at={decidedAt} />
            <p>{reason}</p>
          </dd>
        </>
      )}
      <dt>{t('drift.baseline.holds')}</dt>
      <dd>
        {baseline.collections
          .map(({ title, items, strictness }) => `${say(title)} ${items} (${t(`drift.baseline.strictness.${strictness}`)})`)
          .join('、')}
      </dd>
      <dt>{t('drift.baseline.digest')}</dt>
      <dd className="mono small">{baseline.digest}</dd>
    </dl>
  );
}

function Devices({ id }: { id: string }) {
  const { t } = useTranslation();
  const search = useSearch({ from: '/inside/devices/changes/baselines/$id' });
  const query = useQuery(driftBaselineDevicesQuery(id, search.devices ?? 0));
  return (
    <Section title={t('drift.baseline.heldDevices')}>
      <Answer query={query} what={t('drift.baseline.heldDevices')}>
        {({ total, devices }) =>
          total === 0 ? (
            <Empty title={t('drift.baseline.soon')} />
          ) : (
            <>
              <table className="table">
                <caption className="unseen">{t('drift.baseline.heldDevices')}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t('drift.device')}</th>
                    <th scope="col" className="right">
                      {t('drift.baseline.differs')}
                    </th>
                    <th scope="col" className="right">
                      {t('drift.baseline.unseen')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {devices.map((device) => (
                    <tr key={device.id}>
                      <th scope="row">
                        <Link to="/devices/changes/baselines/$id" params={{ id }} search={{ device: device.id }}>
                          {device.name}
                        </Link>
                      </th>
                      <td className="right">{device.differs}</td>
                      <td className="right">{device.unseen}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
              <Pages
                offset={search.devices ?? 0}
                size={driftPageSize}
                total={total}
                link={(offset) => ({
                  to: '/devices/changes/baselines/$id',
                  params: { id },
                  search: { ...search, devices: offset === 0 ? undefined : offset },
                })}
              />
            </>
          )
        }
      </Answer>
    </Section>
  );
}

function Differences({ baseline }: { baseline: DriftBaseline }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const search = useSearch({ from: '/inside/devices/changes/baselines/$id' });
  const { device, offset } = search;
  const query = useQuery(driftBaselineDifferencesQuery(baseline.id, { device, offset }));
  const { against } = baseline;
  const plain = device === undefined && against === null;
  const title =
    device !== undefined
      ? t('drift.baseline.againstDevice')
      : against
        ? t('drift.baseline.againstVersion', { version: against.version })
        : t('drift.baseline.items');
  return (
    <Section title={title}>
      {device !== undefined && (
        <p>
          <Link to="/devices/$id" params={{ id: device }}>
            {t('drift.baseline.toDevice')}
          </Link>{' '}
          ·{' '}
          <Link to="/devices/changes/baselines/$id" params={{ id: baseline.id }}>
            {t('drift.baseline.toItems')}
          </Link>
        </p>
      )}
      <Answer query={query} what={title}>
        {({ total, unseen, differences }) => (
          <>
            {unseen.length > 0 && (
              <Notice kind="warn">
                {t('drift.baseline.unseenLists', {
                  lists: baseline.collections
                    .filter(({ id }) => unseen.includes(id))
                    .map((each) => say(each.title))
                    .join('、'),
                })}
              </Notice>
            )}
            {total === 0 ? (
              <Empty title={t('drift.baseline.same')} />
            ) : (
              <table className="table cards">
                <caption className="unseen">{title}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t('drift.thing')}</th>
                    {!plain && <th scope="col">{t('drift.act')}</th>}
                    <th scope="col">{t('drift.content')}</th>
                  </tr>
                </thead>
                <tbody>
                  {differences.map((each, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: there may be several of one key; the page never reorders them
                    <tr key={`${offset ?? 0} ${index}`}>
                      <DifferenceCells difference={each} plain={plain} />
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
            <Pages
              offset={offset ?? 0}
              size={driftPageSize}
              total={total}
              link={(to) => ({
                to: '/devices/changes/baselines/$id',
                params: { id: baseline.id },
                search: { ...search, offset: to === 0 ? undefined : to },
              })}
            />
          </>
        )}
      </Answer>
    </Section>
  );
}

function Versions({ baseline }: { baseline: DriftBaseline }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const query = useQuery(driftVersionsQuery(baseline));
  return (
    <Section title={t('drift.baseline.versions')}>
      <Answer query={query} what={t('drift.baseline.versions')}>
        {({ versions }) => (
          <ul>
            {versions.map((each) => (
              <li key={each.id}>
                <Link to="/devices/changes/baselines/$id" params={{ id: each.id }} search={{}}>
                  {t('drift.baseline.version', { version: each.version })}
                </Link>{' '}
                {t(`drift.baseline.states.${each.state}`)} · {say(each.decidedBy ?? each.proposedBy)}{' '}
                <When at={each.decidedAt ?? each.proposedAt} />
              </li>
            ))}
          </ul>
        )}
      </Answer>
    </Section>
  );
}
