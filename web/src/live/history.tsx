import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { asksPageSize } from '../api/live.ts';
import type { AskList, AskView } from '../api/live-types.ts';
import { Empty } from '../pieces/answer.tsx';
import { Section } from '../pieces/page.tsx';
import { Pages } from '../pieces/pages.tsx';
import { useSaid } from '../pieces/said.ts';
import { Scroll } from '../pieces/scroll.tsx';
import { When } from '../pieces/when.tsx';
import classes from './live.module.css';

/** What an ask was about, in one line. */
export function useAskTitle(): (ask: AskView) => string {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (ask) => {
    if (ask.kind === 'check') return t('live.kind.check', { title: ask.check === null ? '' : say(ask.check.title) });
    if (ask.kind === 'device') return t('live.kind.device');
    return ask.name ?? ask.sql?.replace(/\s+/g, ' ').slice(0, 120) ?? t('live.kind.query');
  };
}

/** What was asked before, the newest first. */
export function History({ list, offset, busy }: { list: AskList; offset: number; busy: boolean }) {
  const { t } = useTranslation();
  const titleOf = useAskTitle();
  const { say } = useSaid();
  return (
    <Section title={t('live.history.title')}>
      {list.total === 0 ? (
        <Empty title={t('live.history.none')} />
      ) : (
        <div aria-busy={busy}>
          <Scroll label={t('live.history.title')}>
            <table className="table">
              <caption className="unseen">{t('live.history.title')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('live.history.what')}</th>
                  <th scope="col">{t('live.askedAt')}</th>
                  <th scope="col">{t('live.askedBy')}</th>
                  <th scope="col" className="right">
                    {t('live.history.devices')}
                  </th>
                  <th scope="col" className="right">
                    {t('live.history.rows')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {list.asks.map((ask) => (
                  <tr key={ask.id}>
                    <th scope="row" className={classes.what}>
                      <Link to="/devices/ask" search={{ id: ask.id }}>
                        {titleOf(ask)}
                      </Link>
                      {ask.ended === null && <span className={classes.running}>{t('live.history.running')}</span>}
                    </th>
                    <td>
                      <When at={ask.at} />
                    </td>
                    <td>{say(ask.by)}</td>
                    <td className="right number">{ask.devices.toLocaleString()}</td>
                    <td className="right number">{ask.kind === 'query' ? ask.rows.toLocaleString() : ''}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
          <Pages
            offset={offset}
            size={asksPageSize}
            total={list.total}
            link={(to) => ({ to: '/devices/ask', search: to === 0 ? {} : { offset: to } })}
          />
        </div>
      )}
    </Section>
  );
}
