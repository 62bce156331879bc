import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { importsQuery } from '../api/staff.ts';
import { Answer } from '../pieces/answer.tsx';
import { useSaid } from '../pieces/said.ts';
import { Scroll } from '../pieces/scroll.tsx';
import { When } from '../pieces/when.tsx';

/** The imports so far: who, when, from which file, and what came of it. */
export function Runs() {
  const { t } = useTranslation();
  const { say } = useSaid();
  const query = useQuery(importsQuery);
  return (
    <Answer query={query} what={t('staffImport.runs')}>
      {({ imports }) =>
        imports.length === 0 ? (
          <p className="quiet">{t('staffImport.runsNone')}</p>
        ) : (
          <Scroll label={t('staffImport.runs')}>
            <table className="table">
              <caption className="unseen">{t('staffImport.runs')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('staffImport.when')}</th>
                  <th scope="col">{t('staffImport.kindLabel')}</th>
                  <th scope="col">{t('staffImport.by')}</th>
                  <th scope="col" className="right">
                    {t('staffImport.counts.added')}
                  </th>
                  <th scope="col" className="right">
                    {t('staffImport.counts.changed')}
                  </th>
                  <th scope="col">{t('staffImport.digest')}</th>
                </tr>
              </thead>
              <tbody>
                {imports.map((run) => (
                  <tr key={run.id}>
                    <td>
                      <When at={run.at} />
                    </td>
                    <th scope="row">
                      {t(`staffImport.kind.${run.kind}`)} {run.source !== '' && <span className="quiet">{run.source}</span>}
                    </th>
                    <td>{run.byName === null ? run.by : say(run.byName)}</td>
                    <td className="right">{run.added.toLocaleString()}</td>
                    <td className="right">{(run.changed + run.missing).toLocaleString()}</td>
                    <td>
                      <code title={run.digest}>{run.digest.slice(0, 12)}</code>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
        )
      }
    </Answer>
  );
}
