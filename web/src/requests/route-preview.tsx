import { useTranslation } from 'react-i18next';
import type { RequestKindView } from '../api/requests.ts';
import { Notice } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';
import classes from './requests.module.css';

/** Who will decide on this, step by step, as it would be for this reader; and where it leads. */
export function RoutePreview({ kind }: { kind: RequestKindView }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  if (kind.problem !== null) return <Notice kind="warn" title={say(kind.problem)} />;
  return (
    <section className={classes.preview} aria-label={t('requests.form.route')}>
      <h2 className={classes.previewTitle}>{t('requests.form.route')}</h2>
      <ol className={classes.previewSteps}>
        {kind.route.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the steps of a route have an order and nothing else
          <li key={index}>
            <b>{say(step.title)}</b>
            {step.approvals > 1 && <span> {t('requests.form.people', { count: step.approvals })}</span>}
            {step.who.length > 0 && <span className="small quiet"> ({step.who.join(t('control.and'))})</span>}
          </li>
        ))}
      </ol>
      <p className="small">{t('requests.form.afterwards', { register: say(kind.register.title) })}</p>
      {kind.closing !== null && <p className="small">{t('requests.form.closing', { duty: say(kind.closing) })}</p>}
    </section>
  );
}
