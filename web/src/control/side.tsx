import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Control } from '../api/types.ts';
import { LinkButton } from '../pieces/link.tsx';
import { Mark } from '../pieces/mark.tsx';
import { useSaid } from '../pieces/said.ts';
import classes from './side.module.css';

/** Beside the clauses: where each stands at a glance, the values that drive them, the pack for an auditor. */
export function ControlSide({ control }: { control: Control }) {
  const { t } = useTranslation();
  return (
    <aside className={`${classes.side} no-print`} aria-label={t('control.index')}>
      <section>
        <h2 className={classes.title}>{t('control.index')}</h2>
        <ul className={classes.index}>
          {control.clauses
            .filter((clause) => clause.operative && !clause.heading)
            .map((clause) => (
              <li key={clause.id}>
                <a href={`#${clause.id}`}>
                  <span className="number">{clause.id}</span>
                  <span className={`${classes.state} ${classes[clause.verdict === 'not-applicable' ? 'planned' : clause.verdict]}`}>
                    <Mark verdict={clause.verdict} />
                    {t(`verdict.${clause.verdict}`)}
                  </span>
                </a>
              </li>
            ))}
        </ul>
      </section>
      <Values control={control} />
      <section>
        <h2 className={classes.title}>{t('control.packTitle')}</h2>
        <p className="small quiet">{t('control.packLead')}</p>
        <LinkButton variant="outline" size="compact-sm" to="/evidence" search={{}} hash={`pack-${control.id}`}>
          {t('control.packTitle')}
        </LinkButton>
      </section>
    </aside>
  );
}

function Values({ control }: { control: Control }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <section>
      <h2 className={classes.title}>{t('control.values')}</h2>
      {control.params.length === 0 ? (
        <p className="small quiet">{t('control.noValues')}</p>
      ) : (
        <>
          <p className="small quiet">{t('control.valuesLead')}</p>
          <dl className={classes.values}>
            {control.params.map((param) => (
              <div key={param.id}>
                <dt>
                  <Link to="/settings/values/$id" params={{ id: param.id }}>
                    {say(param.title)}
                  </Link>
                </dt>
                <dd>
                  <b className={classes.value}>{say(param.said)}</b>
                  {param.laxer && <span className={classes.laxer}>{t('values.laxer')}</span>}
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </section>
  );
}
