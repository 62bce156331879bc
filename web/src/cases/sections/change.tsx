import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type MeasuredDifferences,
  type MeasuredEvent,
  measuredDifferencesQuery,
  measuredMost,
  measuredPageSize,
} from '../../api/changes.ts';
import { Span } from '../../drift/span.tsx';
import { Answer } from '../../pieces/answer.tsx';
import { Notice } from '../../pieces/notice.tsx';
import { Section } from '../../pieces/page.tsx';
import { useSaid } from '../../pieces/said.ts';
import { useMe } from '../../shell/me.tsx';
import { isReader } from '../../shell/nav.ts';
import type { SectionProps } from './index.ts';

/** What agents measured on the devices of a change while it was applied, beside what people wrote down of it. */
export function ChangeSection({ detail }: SectionProps) {
  const { t } = useTranslation();
  const [limit, setLimit] = useState(measuredPageSize);
  const query = useQuery(measuredDifferencesQuery(detail.id, limit));
  return (
    <Section title={t('changes.measured')} lead={t('changes.measuredLead')}>
      <Answer query={query} what={t('changes.measured')}>
        {(found) => (
          <>
            <Versions found={found} />
            <Differences found={found} />
            <Unchanged found={found} />
            {found.events.length < found.total && limit < measuredMost && (
              <Button variant="default" className="no-print" onClick={() => setLimit(measuredMost)} loading={query.isPlaceholderData}>
                {t('changes.more', { count: found.total - found.events.length })}
              </Button>
            )}
            <Unexplained found={found} />
          </>
        )}
      </Answer>
    </Section>
  );
}

function Differences({ found }: { found: MeasuredDifferences }) {
  const { t } = useTranslation();
  if (found.devices.length === 0) return <p className="quiet">{t('changes.noDevice')}</p>;
  if (found.total === 0) return <p className="quiet">{t('changes.nothingYet')}</p>;
  return (
    <table className="table cards">
      <caption className="unseen">{t('changes.measuredLead')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('changes.what')}</th>
          <th scope="col">{t('changes.device')}</th>
          <th scope="col">{t('changes.when')}</th>
        </tr>
      </thead>
      <tbody>
        {found.events.map((event) => (
          <Row key={event.id} event={event} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ event }: { event: MeasuredEvent }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  // Whoever only took part in the change has no page of the device's changes.
  const seesPages = isReader(useMe().roles);
  return (
    <tr>
      <td data-label={t('changes.what')}>
        {seesPages ? (
          <Link to="/devices/changes/$id" params={{ id: event.id }}>
            {say(event.title)}
          </Link>
        ) : (
          say(event.title)
        )}
      </td>
      <td data-label={t('changes.device')}>{event.device.name}</td>
      <td data-label={t('changes.when')}>
        <Span from={event.from} at={event.at} />
      </td>
    </tr>
  );
}

/** Devices that told of nothing leave open whether anything was done to them; where there is but one, the lines above say so. */
function Unchanged({ found: { unchanged, devices } }: { found: MeasuredDifferences }) {
  const { t } = useTranslation();
  const names = useNames(unchanged);
  if (unchanged.length === 0 || devices.length === 1) return null;
  return <p>{t('changes.unchanged', { count: unchanged.length, all: devices.length, names })}</p>;
}

function Versions({ found: { versions, devices } }: { found: MeasuredDifferences }) {
  const { t } = useTranslation();
  const other = useNames(versions?.other ?? []);
  const untold = useNames(versions?.untold ?? []);
  if (versions === null) return null;
  const { production, testMachine, same } = versions;
  const said = { production: production ?? '—', testMachine: testMachine ?? '—' };
  if (same === true) return <p>{t('changes.sameVersion', said)}</p>;
  return (
    <>
      {same === false && (
        <Notice kind="error">
          {devices.length > 1
            ? t('changes.otherVersions', { ...said, count: versions.other.length, names: other })
            : t('changes.otherVersion', said)}
        </Notice>
      )}
      {testMachine === null && <Notice kind="warn">{t('changes.testMachineUntold')}</Notice>}
      {versions.untold.length > 0 && (
        <Notice kind="warn">{t('changes.versionUntold', { count: versions.untold.length, names: untold })}</Notice>
      )}
    </>
  );
}

/** As many are named; of more it is said how many there are. */
const namedMax = 10;

function useNames(devices: readonly { name: string }[]): string {
  const { t } = useTranslation();
  const names = devices.slice(0, namedMax).map(({ name }) => name);
  const more = devices.length - names.length;
  return names.join(t('control.and')) + (more > 0 ? t('changes.andMore', { count: more }) : '');
}

function Unexplained({ found: { unexplained, unexplainedOn } }: { found: MeasuredDifferences }) {
  const { t } = useTranslation();
  const seesPages = isReader(useMe().roles);
  if (unexplained === 0) return null;
  return (
    <Notice kind="warn">
      {t('changes.unexplained', { count: unexplained })}{' '}
      {seesPages && unexplainedOn !== null && (
        <Link to="/devices/changes" search={{ device: unexplainedOn }}>
          {t('changes.seeUnexplained')}
        </Link>
      )}
    </Notice>
  );
}
