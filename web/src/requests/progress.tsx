import { useTranslation } from 'react-i18next';
import type { Decision, RequestDetail, RouteStep } from '../api/requests.ts';
import { useSaid } from '../pieces/said.ts';
import { When } from '../pieces/when.tsx';
import classes from './requests.module.css';

/** The route as it was fixed when the request was sent: who is asked, who said what, where it stands. */
export function Progress({ request }: { request: RequestDetail }) {
  // One that was returned goes the way anew: what was decided before stands in the history.
  const since = lastSubmitted(request);
  const decisions = request.decisions.filter(({ at }) => at >= since);
  return (
    <ol className={classes.steps}>
      {request.route.map((step) => (
        <Step key={step.step} step={step} decisions={decisions.filter((decision) => decision.step === step.step)} />
      ))}
    </ol>
  );
}

/** In whatever order the events come. */
const lastSubmitted = ({ events }: RequestDetail): string =>
  events.reduce((last, { act, at }) => (act === 'submitted' && at > last ? at : last), '');

function Step({ step, decisions }: { step: RouteStep; decisions: readonly Decision[] }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  // A step that ended the round says so itself: nobody skipped it.
  const ended = decisions.find(({ decision }) => decision !== 'approve');
  return (
    <li className={`${classes.step} ${classes[step.state]}`} aria-current={step.state === 'now' ? 'step' : undefined}>
      <p>
        <b>{say(step.title)}</b>{' '}
        <span className={classes.stepState}>
          {ended === undefined ? t(`requests.steps.${step.state}`) : t(`requests.decisions.${ended.decision}`)}
        </span>
      </p>
      {step.approvals > 1 && step.state !== 'skipped' && (
        <p className="small">{t('requests.stepCount', { given: step.given, approvals: step.approvals })}</p>
      )}
      {(step.state === 'now' || step.state === 'waiting') && step.who.length > 0 && (
        <p className="small quiet">{t('requests.stepWho', { who: step.who.join(t('control.and')) })}</p>
      )}
      {step.because !== null && <p className="small">{say(step.because)}</p>}
      {decisions.map((decision) => (
        <div key={decision.ledgerSeq} className={classes.decision}>
          <p className="small">
            <b>{t(`requests.decisions.${decision.decision}`)}</b> {decision.by}
            {decision.inPlaceOf !== null && t('requests.inPlaceOf', { name: decision.inPlaceOf })} <When at={decision.at} />
          </p>
          {decision.comment !== '' && <p className={classes.comment}>{decision.comment}</p>}
        </div>
      ))}
    </li>
  );
}
