import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { leafletsQuery } from '../api/leaflets.ts';
import type { Procedures } from '../api/procedures.ts';
import { LinkButton } from '../pieces/link.tsx';
import { useMe } from '../shell/me.tsx';
import { isAdministrator } from '../shell/nav.ts';
import { approvalsOf, effectiveDay } from '../versions/state.tsx';
import type { NextStep as Step } from './next-step.ts';
import classes from './procedures.module.css';

/** One sentence and one button: what the person who looks can do now. */
export function NextStep({ step: known, procedures }: { step: Step; procedures: Procedures }) {
  const { t } = useTranslation();
  const unsent = useUnsentLeaflet(known.step === 'none');
  const step: Step = unsent ? { step: 'leaflet' } : known;
  const tone = step.step === 'none' || step.step === 'wait-for-day' ? classes.calm : step.step.startsWith('wait') ? classes.wait : '';
  const { submitted, upcoming, inForce } = procedures;
  const approvals = submitted === null ? {} : { have: approvalsOf(submitted), need: submitted.approvalsNeeded, number: submitted.number };
  const day = upcoming === null ? {} : { number: upcoming.number, day: effectiveDay(upcoming) };
  const count = step.step === 'repair' ? step.stops : step.step === 'revise' ? step.count : procedures.draft.changes;
  const said = {
    ...approvals,
    ...day,
    count,
    ...(step.step === 'none' || step.step === 'leaflet' ? { number: inForce?.number ?? '' } : {}),
  };
  return (
    <section className={`${classes.next} ${tone} no-print`} aria-labelledby="next-step">
      <div>
        <p className={classes.nextEyebrow}>{t('procedures.next.eyebrow')}</p>
        <h2 id="next-step" className={classes.nextTitle}>
          {t(`procedures.next.${step.step}.title`, said)}
        </h2>
        <p>{t(`procedures.next.${step.step}.body`, said)}</p>
      </div>
      <div className={classes.nextActs}>
        <Acts step={step} base={inForce === null ? 'sample' : 'in-force'} />
      </div>
    </section>
  );
}

/** Rules that are in force and that nobody was told of: the leaflet for everybody has not gone out, or says something else by now. */
function useUnsentLeaflet(settled: boolean): boolean {
  const administrator = isAdministrator(useMe().roles);
  const { data } = useQuery({ ...leafletsQuery, enabled: settled && administrator });
  const content = data?.leaflets.find(({ audience }) => audience === 'everyone')?.content;
  return settled && (content === 'not-sent' || content === 'changed');
}

function Acts({ step, base }: { step: Step; base: 'sample' | 'in-force' }): ReactNode {
  const { t } = useTranslation();
  const review = (
    <Link to="/procedures/compare" search={{ from: base, to: 'draft' }}>
      {t('procedures.next.review')}
    </Link>
  );
  switch (step.step) {
    case 'start':
      return (
        <LinkButton size="md" to="/procedures/start">
          {t('procedures.next.start.act')}
        </LinkButton>
      );
    case 'decide':
      return (
        <LinkButton size="md" to="/procedures/versions/$id" params={{ id: step.version }}>
          {t('procedures.next.decide.act')}
        </LinkButton>
      );
    case 'wait-for-approval':
      return (
        <LinkButton size="md" variant="outline" to="/procedures/versions/$id" params={{ id: step.version }}>
          {t('procedures.next.wait-for-approval.act')}
        </LinkButton>
      );
    case 'repair':
      return (
        <LinkButton size="md" to="/procedures" hash="problems">
          {t('procedures.next.repair.act')}
        </LinkButton>
      );
    case 'submit':
      return (
        <>
          <LinkButton size="md" to="/procedures" hash="submit">
            {t('procedures.next.submit.act')}
          </LinkButton>
          {review}
        </>
      );
    case 'revise':
      return (
        <LinkButton size="md" to="/procedures" hash="recommendations">
          {t('procedures.next.revise.act')}
        </LinkButton>
      );
    case 'leaflet':
      return (
        <LinkButton size="md" to="/procedures/leaflets">
          {t('procedures.next.leaflet.act')}
        </LinkButton>
      );
    case 'wait-for-draft':
      return null;
    default:
      return (
        <LinkButton size="md" variant="outline" to="/procedures/in-force">
          {t('procedures.next.read')}
        </LinkButton>
      );
  }
}
