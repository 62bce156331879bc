import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Register } from '../api/registers-types.ts';
import { ClauseLinks } from '../pieces/clause-links.tsx';
import { VerdictWord } from '../pieces/mark.tsx';
import { useSaid } from '../pieces/said.ts';
import { dayOf, When } from '../pieces/when.tsx';
import classes from './register.module.css';

/** How the register stands and why, who keeps it, and what its lines rest on. */
export function RegisterFacts({ register }: { register: Register }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { standing } = register;
  return (
    <div className={`${classes.facts} no-print`}>
      <div className={classes.standing}>
        <VerdictWord verdict={standing.verdict} strong />
        <p>{say(standing.because)}</p>
      </div>
      <dl className={classes.factList}>
        <div>
          <dt>{t('register.owner')}</dt>
          <dd>{say(register.owner)}</dd>
        </div>
        <div>
          <dt>{t('register.confirmed')}</dt>
          <dd>
            <When at={register.confirmedAt} none={t('registers.never')} />
          </dd>
        </div>
        {standing.dueOn !== null && (
          <div>
            <dt>{t('register.nextConfirm')}</dt>
            <dd className={`number ${standing.dueOn < dayOf(new Date()) ? classes.open : ''}`}>{standing.dueOn}</dd>
          </div>
        )}
        <DifferencesFact register={register} />
        {register.clauses.length > 0 && (
          <div>
            <dt>{t('register.clauses')}</dt>
            <dd>
              <ClauseLinks ids={register.clauses} />
            </dd>
          </div>
        )}
        {register.requests.length > 0 && (
          <div>
            <dt>{t('register.fromRequests')}</dt>
            <dd className="row">
              {register.requests.map(({ id, title }) => {
                const [room = '', name = ''] = id.split('/');
                return (
                  <Link key={id} to="/requests/new/$room/$name" params={{ room, name }} className="target">
                    {say(title)}
                  </Link>
                );
              })}
            </dd>
          </div>
        )}
      </dl>
      {!register.canEdit && <p className="small quiet">{t('register.readOnly', { owner: say(register.owner) })}</p>}
    </div>
  );
}

function DifferencesFact({ register }: { register: Register }) {
  const { t } = useTranslation();
  const [room = '', name = ''] = register.id.split('/');
  if (register.reconciles === null || register.differences === null) return null;
  return (
    <div>
      <dt>{t('register.differences')}</dt>
      <dd>
        <Link
          to="/registers/$room/$name/differences"
          params={{ room, name }}
          className={register.differences > 0 ? classes.open : undefined}
        >
          {register.differences === 0 ? t('register.noDifferences') : t('register.differencesSaid', { count: register.differences })}
        </Link>
      </dd>
    </div>
  );
}
