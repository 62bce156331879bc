import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Interview } from '../api/company.ts';
import { exportProcedures } from '../api/procedures.ts';
import { LinkButton } from '../pieces/link.tsx';
import { Fault, Notice } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';
import classes from './interview.module.css';
import { answeredOf } from './progress.tsx';

/** The end: the draft is there, as a page to work on and as files to show. */
export function Finished({ interview }: { interview: Interview }) {
  const { t } = useTranslation();
  const { language } = useSaid();
  const { answered, total } = interview.required;
  const whole = answered === total;
  const fetchFile = useMutation({
    mutationFn: (format: 'docx' | 'pdf') => exportProcedures({ format, lang: language, version: 'draft' }),
  });
  return (
    <section className={classes.step} aria-labelledby="interview-finished">
      <header>
        <h2 id="interview-finished">{t(whole ? 'interview.done.title' : 'interview.done.soFar')}</h2>
        <p className="quiet">{whole ? t('interview.done.lead') : t('interview.done.left', { count: total - answered })}</p>
      </header>
      <div className="row">
        <LinkButton to="/procedures">{t('interview.done.open')}</LinkButton>
        {(['docx', 'pdf'] as const).map((format) => (
          <Button
            key={format}
            variant="outline"
            loading={fetchFile.isPending && fetchFile.variables === format}
            disabled={fetchFile.isPending}
            onClick={() => fetchFile.mutate(format)}
          >
            {t(`interview.done.${format}`)}
          </Button>
        ))}
      </div>
      <Fault error={fetchFile.error} />
      {fetchFile.isPending && (
        <p className="small quiet" role="status">
          {t('interview.done.making')}
        </p>
      )}
      {fetchFile.data !== undefined && <Notice kind="done">{t('interview.done.fetched', { name: fetchFile.data })}</Notice>}
      <LaterSteps interview={interview} />
    </section>
  );
}

/** The other values that the guideline leaves open, chapter by chapter: they may wait, their suggestions hold until then. */
function LaterSteps({ interview }: { interview: Interview }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const steps = interview.steps.filter(({ later }) => later);
  if (steps.length === 0) return null;
  return (
    <div className="stack" style={{ gap: '0.5rem' }}>
      <h3>
        {t('interview.later.title')}{' '}
        <span className="number quiet small">
          {interview.later.answered} / {interview.later.total}
        </span>
      </h3>
      <p className="small quiet">{t('interview.later.lead')}</p>
      <ul className={classes.later}>
        {steps.map((step) => (
          <li key={step.id}>
            <Link to="/procedures/start" hash={step.id}>
              {say(step.title)}
            </Link>
            <span className="number small quiet">
              {answeredOf(step)}/{step.questions.length}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
