import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { askTimeServers, type ClockReference } from '../api/clocks.ts';
import { LinkButton } from '../pieces/link.tsx';
import { VerdictWord } from '../pieces/mark.tsx';
import { Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { Scroll } from '../pieces/scroll.tsx';
import { When } from '../pieces/when.tsx';
import { useMe } from '../shell/me.tsx';
import { isAdministrator } from '../shell/nav.ts';
import classes from './clocks.module.css';
import { saidMs } from './ms.ts';

/** This server's own clock, on which all the others are measured. */
export function Reference({ reference }: { reference: ClockReference }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const me = useMe();
  const client = useQueryClient();
  const ask = useMutation({ mutationFn: askTimeServers, onSuccess: () => client.invalidateQueries({ queryKey: ['clocks'] }) });
  const none = reference.servers.length === 0;
  const actions = isAdministrator(me.roles) && (
    <>
      <LinkButton variant="subtle" to="/settings/values" search={{ q: 'NTP' }}>
        {t('clocks.toValues')}
      </LinkButton>
      <Button variant="outline" loading={ask.isPending} onClick={() => ask.mutate()}>
        {ask.isPending ? t('clocks.asking') : t('clocks.askNow')}
      </Button>
    </>
  );
  return (
    <Section title={t('clocks.reference')} lead={t('clocks.referenceLead')} actions={actions}>
      <p role="status">
        <VerdictWord verdict={reference.verdict} strong /> {say(reference.because)}
      </p>
      {!none && (
        <Scroll label={t('clocks.reference')}>
          <table className="table">
            <caption className="unseen">{t('clocks.reference')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('clocks.server')}</th>
                <th scope="col">{t('clocks.serverOffset')}</th>
                <th scope="col" className={classes.right}>
                  {t('clocks.delay')}
                </th>
                <th scope="col" className={classes.right}>
                  {t('clocks.stratum')}
                </th>
                <th scope="col">{t('clocks.asked')}</th>
              </tr>
            </thead>
            <tbody>
              {reference.servers.map((server) => (
                <Server key={server.server} server={server} />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </Section>
  );
}

const refusals = ['unreachable', 'timeout', 'malformed', 'foreign', 'unsynchronised', 'kiss-of-death', 'implausible'] as const;

function Server({
  server: { server, at, offsetMs, boundMs, delayMs, stratum, refused, code },
}: {
  server: ClockReference['servers'][number];
}) {
  const { t } = useTranslation();
  const known = refusals.find((each) => each === refused);
  return (
    <tr>
      <th scope="row">{server}</th>
      <td className="number">
        {offsetMs === null || boundMs === null ? (
          <span className={classes.refused}>
            {known === undefined ? refused : t(`clocks.refused.${known}`)}
            {code !== null && ` (${code})`}
          </span>
        ) : (
          <>
            {t('clocks.ms', { ms: saidMs(offsetMs) })} <span className="quiet">{t('clocks.bound', { ms: saidMs(boundMs) })}</span>
          </>
        )}
      </td>
      <td className={`${classes.right} number`}>{delayMs === null ? '－' : t('clocks.ms', { ms: saidMs(delayMs) })}</td>
      <td className={`${classes.right} number`}>{stratum ?? '－'}</td>
      <td>
        <When at={at} />
      </td>
    </tr>
  );
}
