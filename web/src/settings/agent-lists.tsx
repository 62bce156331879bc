import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Agents } from '../api/types.ts';
import { Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { Scroll } from '../pieces/scroll.tsx';
import { When } from '../pieces/when.tsx';

/** Who tried to enrol and was refused. */
export function FailedEnrolments({ agents }: { agents: Agents }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <Section id="failed" title={t('agents.failed')} lead={t('agents.failedLead')}>
      {agents.failedEnrolments.length === 0 ? (
        <p className="quiet">{t('agents.failedNone')}</p>
      ) : (
        <Scroll label={t('agents.failed')}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('agents.address')}</th>
                <th scope="col">{t('agents.reason')}</th>
                <th scope="col" className="right">
                  {t('agents.count')}
                </th>
                <th scope="col">{t('agents.lastAt')}</th>
              </tr>
            </thead>
            <tbody>
              {agents.failedEnrolments.map((row) => (
                <tr key={`${row.address}-${row.reason.en}`}>
                  <td>
                    <code>{row.address}</code>
                  </td>
                  <td>{say(row.reason)}</td>
                  <td className="right">{row.count.toLocaleString()}</td>
                  <td>
                    <When at={row.lastAt} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </Section>
  );
}

/** What came in and could not be read: kept, counted, shown. */
export function Quarantine({ agents }: { agents: Agents }) {
  const { t } = useTranslation();
  return (
    <Section id="quarantine" title={t('agents.quarantine')} lead={t('agents.quarantineLead')}>
      {agents.quarantine.length === 0 ? (
        <p className="quiet">{t('agents.quarantineNone')}</p>
      ) : (
        <Scroll label={t('agents.quarantine')}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('agents.at')}</th>
                <th scope="col">{t('agents.device')}</th>
                <th scope="col">{t('agents.what')}</th>
                <th scope="col">{t('agents.reason')}</th>
              </tr>
            </thead>
            <tbody>
              {agents.quarantine.map((row) => (
                <tr key={row.id}>
                  <td>
                    <When at={row.at} />
                  </td>
                  <td>
                    {row.device !== null && (
                      <Link to="/devices/$id" params={{ id: row.device }}>
                        {row.device}
                      </Link>
                    )}
                  </td>
                  <td>{row.what}</td>
                  <td>
                    <code>{row.reason}</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </Section>
  );
}

/** Plain counts since the start of the server, under the names that the log uses. */
export function Counters({ agents }: { agents: Agents }) {
  return (
    <dl className="facts">
      {Object.entries(agents.counters).map(([name, count]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>
            <code>{name}</code>
          </dt>
          <dd className="number">{count.toLocaleString()}</dd>
        </div>
      ))}
    </dl>
  );
}
