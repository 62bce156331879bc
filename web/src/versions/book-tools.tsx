import { Button, TextInput } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VersionSummary } from '../api/procedures.ts';
import type { ReadableControl } from '../api/versions.ts';
import { Form } from '../pieces/form.tsx';
import { Notice } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';
import { dayOf } from '../pieces/when.tsx';
import classes from './in-force.module.css';

/** Searching as one types; Enter or leaving the field keeps it in the address. */
export function Find({ q, change }: { q: string; change: (q: string) => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/procedures/in-force' });
  const kept = useSearch({ from: '/inside/procedures/in-force' }).q ?? '';
  const keep = () => {
    const wanted = q.trim();
    if (wanted === kept) return;
    void navigate({ search: (old) => ({ ...old, q: wanted === '' ? undefined : wanted }), replace: true, resetScroll: false });
  };
  return (
    <Form onSubmit={keep}>
      <TextInput
        type="search"
        label={t('rules.find')}
        placeholder={t('rules.findHint')}
        value={q}
        onChange={(event) => change(event.currentTarget.value)}
        onBlur={keep}
      />
    </Form>
  );
}

/** Which day's rules. */
export function PickDay({ at }: { at: string | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/procedures/in-force' });
  const today = dayOf(new Date());
  const [day, setDay] = useState(at ?? '');
  const future = day > today;
  return (
    <Form
      className={classes.day}
      onSubmit={() => {
        if (!future) void navigate({ search: (old) => ({ ...old, at: day === '' || day === today ? undefined : day }) });
      }}
    >
      <TextInput
        type="date"
        label={t('rules.at')}
        max={today}
        value={day}
        error={future ? t('rules.future') : undefined}
        onChange={(event) => setDay(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={future}>
        {t('rules.open')}
      </Button>
    </Form>
  );
}

/** Said aloud and on paper: what is read here may not be what counts today. */
export function PastDay({ version, at }: { version: VersionSummary; at: string }) {
  const { t } = useTranslation();
  return (
    <Notice kind="warn" title={t('rules.past', { date: at })}>
      <p>{t(version.state === 'effective' ? 'rules.pastSame' : 'rules.pastBody', { number: version.number })}</p>
      <Link to="/procedures/in-force" search={{}} className="no-print">
        {t('rules.now')}
      </Link>
    </Notice>
  );
}

/** The chapters; folded on a narrow screen, where the text comes first. */
export function Contents({ controls }: { controls: readonly ReadableControl[] }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <nav className={`${classes.contents} no-print`} aria-label={t('rules.contents')}>
      <details open={!window.matchMedia('(max-width: 62em)').matches}>
        <summary>{t('rules.contents')}</summary>
        <ol>
          {controls.map((control) => (
            <li key={control.id}>
              <a href={`#${control.id}`} className={control.applicable ? '' : classes.faint}>
                <span className="number">{control.id}</span>
                <span>
                  {say(control.title)}
                  {!control.applicable && <span className={`small ${classes.whole}`}> ({t('rules.excluded')})</span>}
                </span>
              </a>
            </li>
          ))}
        </ol>
      </details>
    </nav>
  );
}
