import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { liveTargetsQuery, rowsPageSize } from '../api/live.ts';
import type { AskDetail, LiveTarget } from '../api/live-types.ts';
import { Answer } from '../pieces/answer.tsx';
import { Section } from '../pieces/page.tsx';
import { Scroll } from '../pieces/scroll.tsx';
import { When } from '../pieces/when.tsx';
import classes from './live.module.css';

const explained = new Set(['waiting', 'asked', 'denylisted', 'no-answer', 'offline']);

/** How each device stands: those without an answer first, with why. */
export function ResultDevices({ ask }: { ask: AskDetail }) {
  const { t } = useTranslation();
  const [offset, setOffset] = useState(0);
  const query = useQuery(liveTargetsQuery(ask.id, offset));
  return (
    <Section title={t('live.devices.title')}>
      <ul className={classes.states}>
        {ask.states.map(({ state, count }) => (
          <li key={state}>
            {t(`live.state.${state}`)} <b className="number">{count.toLocaleString()}</b>
          </li>
        ))}
      </ul>
      {ask.states
        .filter(({ state }) => explained.has(state))
        .map(({ state }) => (
          <p key={state} className="small quiet">
            <b>{t(`live.state.${state}`)}</b>: {t(`live.stateHint.${state as 'waiting'}`)}
          </p>
        ))}
      <Answer query={query} what={t('live.devices.title')}>
        {({ targets }) => (
          <div aria-busy={query.isPlaceholderData}>
            <Targets targets={targets} />
            <div className={classes.acts}>
              {offset > 0 && (
                <Button variant="default" onClick={() => setOffset(Math.max(0, offset - rowsPageSize))}>
                  {t('pages.previous')}
                </Button>
              )}
              {offset + rowsPageSize < ask.devices && (
                <Button variant="default" onClick={() => setOffset(offset + rowsPageSize)}>
                  {t('pages.next')}
                </Button>
              )}
            </div>
          </div>
        )}
      </Answer>
    </Section>
  );
}

function Targets({ targets }: { targets: readonly LiveTarget[] }) {
  const { t } = useTranslation();
  return (
    <Scroll label={t('live.devices.title')}>
      <table className={`table ${classes.rows}`}>
        <caption className="unseen">{t('live.devices.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('live.rows.device')}</th>
            <th scope="col">{t('live.devices.state')}</th>
            <th scope="col" className="right">
              {t('live.devices.rows')}
            </th>
            <th scope="col" className="right">
              {t('live.devices.time')}
            </th>
            <th scope="col">{t('live.devices.seen')}</th>
            <th scope="col">{t('live.devices.message')}</th>
          </tr>
        </thead>
        <tbody>
          {targets.map((target) => (
            <tr key={target.device}>
              <th scope="row">
                <Link to="/devices/$id" params={{ id: target.device }}>
                  {target.deviceName}
                </Link>
              </th>
              <td>{t(`live.state.${target.state}`)}</td>
              <td className="right number">{target.state === 'answered' ? target.rows.toLocaleString() : ''}</td>
              <td className="right number">{target.wallMs === null ? '' : t('live.cost.ms', { value: target.wallMs.toLocaleString() })}</td>
              <td>
                <When at={target.lastSeenAt} />
              </td>
              <td>
                {target.message}
                {target.cut && <span className="quiet">{t('live.rows.cut')}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
