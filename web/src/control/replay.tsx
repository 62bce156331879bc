import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Replay as Replayed } from '../api/procedures.ts';
import { replayQuery } from '../api/versions.ts';
import { Answer } from '../pieces/answer.tsx';
import { Form } from '../pieces/form.tsx';
import { CountsLine, VerdictWord } from '../pieces/mark.tsx';
import { useSaid } from '../pieces/said.ts';
import { dayOf, momentOf, When } from '../pieces/when.tsx';
import classes from './replay.module.css';

/** "What did the rule say in May?": text, values, owner, version and verdict of this clause on a past day. */
export function Replay({ clause }: { clause: string }) {
  const { t } = useTranslation();
  const today = dayOf(new Date());
  const [day, setDay] = useState('');
  const [asked, setAsked] = useState('');
  const query = useQuery(replayQuery(clause, asked));
  const future = day > today;
  return (
    <details className={`${classes.replay} no-print`}>
      <summary>
        {t('replay.open')}
        <span className="unseen"> {clause}</span>
      </summary>
      <div className={classes.body}>
        <Form className={classes.form} onSubmit={() => !future && setAsked(day)}>
          <TextInput
            type="date"
            label={t('replay.date')}
            max={today}
            value={day}
            error={future ? t('replay.future') : undefined}
            onChange={(event) => setDay(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" disabled={day === '' || future}>
            {t('replay.show')}
          </Button>
        </Form>
        {asked !== '' && (
          <Answer query={query} what={clause}>
            {(replayed) => <Result replayed={replayed} />}
          </Answer>
        )}
      </div>
    </details>
  );
}

function Result({ replayed }: { replayed: Replayed }) {
  const { t } = useTranslation();
  const { language, say } = useSaid();
  const shown = language === 'en' && replayed.text.en === '' ? 'ja' : language;
  return (
    <div className={classes.result} role="status">
      <p className={classes.head}>
        <b>{t('replay.at', { at: momentOf(replayed.at) })}</b>
        <VerdictWord verdict={replayed.verdict} strong />
      </p>
      <p className={classes.text} lang={shown}>
        {replayed.text[shown]}
      </p>
      <p className="small">{say(replayed.because)}</p>
      <dl className="facts">
        <dt>{t('replay.version')}</dt>
        <dd>
          {replayed.version === null ? (
            t('replay.noVersion')
          ) : (
            <>
              <Link to="/procedures/versions/$id" params={{ id: replayed.version.id }}>
                {t('versions.number', { number: replayed.version.number })}
              </Link>{' '}
              <span className="small quiet">{t(`compare.adoption.${replayed.adoption}`)}</span>
              {replayed.reason !== '' && <p className="small">{replayed.reason}</p>}
            </>
          )}
        </dd>
        {replayed.owner !== null && (
          <>
            <dt>{t('rules.owner')}</dt>
            <dd>
              {say(replayed.owner)}
              {replayed.deputy !== null && ` (${t('rules.deputy')}: ${say(replayed.deputy)})`}
            </dd>
          </>
        )}
        {replayed.values.length > 0 && (
          <>
            <dt>{t('replay.values')}</dt>
            <dd>
              <ul>
                {replayed.values.map((value) => (
                  <li key={value.id}>
                    {say(value.title)}: <b>{say(value.said)}</b>{' '}
                    <span className="small quiet">
                      ({value.since === null ? t('replay.fromStart') : t('replay.since', { date: dayOf(new Date(value.since)) })})
                    </span>
                  </li>
                ))}
              </ul>
            </dd>
          </>
        )}
      </dl>
      {replayed.checks.map((check) => (
        <CheckThen key={check.id} check={check} />
      ))}
    </div>
  );
}

/** How one check stood that day, its devices behind a disclosure. The server sends the first of them and counts the rest. */
function CheckThen({ check }: { check: Replayed['checks'][number] }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const total = check.pass + check.fail + check.unknown;
  return (
    <div className={classes.check}>
      <p>
        <b>{say(check.title)}</b> <CountsLine counts={check} />
      </p>
      {check.findings.length > 0 && (
        <details className="small">
          <summary>{t('replay.devices', { count: total })}</summary>
          <ul className={classes.findings}>
            {check.findings.map((finding) => (
              <li key={finding.device}>
                <VerdictWord verdict={finding.verdict} /> <b>{finding.device}</b> {say(finding.because)}{' '}
                <span className="quiet">
                  <When at={finding.since} />
                </span>
              </li>
            ))}
          </ul>
          {total > check.findings.length && <p>{t('replay.more', { count: total - check.findings.length })}</p>}
        </details>
      )}
    </div>
  );
}
