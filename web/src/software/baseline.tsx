import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { softwareBaselineQuery } from '../api/software.ts';
import { Answer } from '../pieces/answer.tsx';
import { Scroll } from '../pieces/scroll.tsx';
import classes from './software.module.css';

/** What comes with the systems is a rule of the company like any other: it can be read, and changed with a reason. */
export function Baseline() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const query = useQuery({ ...softwareBaselineQuery, enabled: open });
  return (
    <details className={classes.help} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('software.baseline.title')}</summary>
      {open && (
        <Answer query={query} what={t('software.baseline.title')}>
          {({ param, version, reason, rules }) => (
            <div className="stack">
              <p className="small">{t('software.baseline.lead')}</p>
              <p className="small">
                {version === 0 ? t('software.baseline.default') : t('software.baseline.set', { version, reason: reason ?? '－' })}{' '}
                <Link to="/settings/values/$id" params={{ id: param }}>
                  {t('software.baseline.change')}
                </Link>
              </p>
              <Scroll label={t('software.baseline.title')}>
                <table className="table">
                  <thead>
                    <tr>
                      <th scope="col">{t('software.baseline.rule')}</th>
                      <th scope="col" className="right">
                        {t('software.baseline.titles')}
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {rules.map(({ text, titles }) => (
                      <tr key={text}>
                        <th scope="row">
                          <code>{text}</code>
                        </th>
                        <td className="right number">{titles.toLocaleString()}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </Scroll>
            </div>
          )}
        </Answer>
      )}
    </details>
  );
}
