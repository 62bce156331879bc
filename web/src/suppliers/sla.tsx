import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Figure, type Service, type ServiceLevel, type ServiceLevels, serviceLevelsQuery } from '../api/suppliers.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { Mark } from '../pieces/mark.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Page, Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { dayOf } from '../pieces/when.tsx';
import { useMe } from '../shell/me.tsx';
import { isAdministrator } from '../shell/nav.ts';
import { type LevelStanding, monthsToEnter, standingOf, withUnit } from './levels.ts';
import { Agree, End, EnterFigure } from './sla-forms.tsx';
import classes from './suppliers.module.css';

/** What is being done in a dialog, and to what. */
type Doing =
  | { readonly act: 'agree'; readonly service: Service }
  | { readonly act: 'figure'; readonly service: Service; readonly level: ServiceLevel }
  | { readonly act: 'end'; readonly service: Service; readonly level: ServiceLevel };

/** What providers agreed to, and whether the newest month kept it: a part for each service, those with agreed figures first. */
export function ServiceLevelsPage() {
  const { t } = useTranslation();
  const query = useQuery(serviceLevelsQuery);
  return (
    <Page title={t('suppliers.sla.title')} lead={t('suppliers.sla.lead')} actions={<Link to="/suppliers">{t('suppliers.title')}</Link>}>
      <Answer query={query} what={t('suppliers.sla.title')}>
        {(found) => <Services found={found} />}
      </Answer>
    </Page>
  );
}

function Services({ found: { services, due } }: { found: ServiceLevels }) {
  const { t } = useTranslation();
  const may = isAdministrator(useMe().roles);
  const client = useQueryClient();
  const [doing, setDoing] = useState<Doing | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const opener = useRef<Element | null>(null);
  const told = useRef<HTMLDivElement>(null);
  // Whoever works by keyboard goes on where they were; where that line is gone, at what is said of it.
  useEffect(() => {
    if (doing !== null || opener.current === null) return;
    if (opener.current.isConnected) (opener.current as HTMLElement).focus();
    else told.current?.focus();
    opener.current = null;
  }, [doing]);
  const begin = (next: Doing) => {
    opener.current = document.activeElement;
    setSaid(null);
    setDoing(next);
  };
  const close = () => setDoing(null);
  const done = async (what: string) => {
    await client.invalidateQueries({ queryKey: serviceLevelsQuery.queryKey });
    setSaid(what);
    close();
  };
  const register = (
    <Link to="/registers/$room/$name" params={{ room: 'network', name: 'services' }} search={{}} className="target">
      {t('suppliers.sla.register')}
    </Link>
  );
  if (services.length === 0)
    return (
      <Empty title={t('suppliers.sla.none')}>
        <p>{t('suppliers.sla.noneLead')}</p>
        <p>{register}</p>
      </Empty>
    );
  const [agreed, others] = [services.filter(({ levels }) => levels.length > 0), services.filter(({ levels }) => levels.length === 0)];
  return (
    <>
      <Summary services={agreed} due={due} />
      {said !== null && (
        <div ref={told} tabIndex={-1}>
          <Notice kind="done">{said}</Notice>
        </div>
      )}
      {agreed.map((service) => (
        <Section
          key={service.row}
          title={`${service.number} ${service.name}`}
          lead={t('suppliers.sla.provider', { name: service.provider })}
          actions={may && <AgreeButton service={service} begin={begin} />}
        >
          <Levels service={service} due={due} begin={may ? begin : null} />
        </Section>
      ))}
      {others.length > 0 && (
        <Section title={t('suppliers.sla.without', { count: others.length })} lead={t('suppliers.sla.withoutLead')} actions={register}>
          <ul className={classes.services}>
            {others.map((service) => (
              <li key={service.row}>
                <span>
                  <span className="number">{service.number}</span> {service.name}{' '}
                  <span className="small quiet">{t('suppliers.sla.provider', { name: service.provider })}</span>
                </span>
                {may && <AgreeButton service={service} begin={begin} />}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {doing?.act === 'agree' && <Agree service={doing.service} close={close} done={done} />}
      {doing?.act === 'figure' && <EnterFigure service={doing.service} level={doing.level} due={due} close={close} done={done} />}
      {doing?.act === 'end' && <End service={doing.service} level={doing.level} close={close} done={done} />}
    </>
  );
}

function AgreeButton({ service, begin }: { service: Service; begin: (next: Doing) => void }) {
  const { t } = useTranslation();
  return (
    <Button
      variant="default"
      size="compact-md"
      className="no-print"
      aria-label={t('suppliers.sla.agreeOf', { name: service.name })}
      onClick={() => begin({ act: 'agree', service })}
    >
      {t('suppliers.sla.agree')}
    </Button>
  );
}

const counted = ['not-met', 'not-reported', 'met', 'not-due'] as const;

/** How many stand how, the bad first. */
function Summary({ services, due }: { services: readonly Service[]; due: string }) {
  const { t } = useTranslation();
  const all = services.flatMap(({ levels }) => levels.map((level) => standingOf(level, due)));
  if (all.length === 0) return null;
  return (
    <p className="row">
      {counted.map((standing) => {
        const count = all.filter((each) => each === standing).length;
        return count === 0 ? null : (
          <span key={standing}>
            <StandingWord standing={standing} /> {t('suppliers.sla.count', { count })}
          </span>
        );
      })}
      <span className="small quiet">{t('suppliers.sla.due', { month: due })}</span>
    </p>
  );
}

interface LevelsProps {
  readonly service: Service;
  readonly due: string;
  /** Null for whoever only reads. */
  readonly begin: ((next: Doing) => void) | null;
}

function Levels({ service, due, begin }: LevelsProps) {
  const { t } = useTranslation();
  return (
    <table className={`table cards ${classes.levels}`}>
      <caption className="unseen">{t('suppliers.sla.agreedOf', { name: service.name })}</caption>
      <thead>
        <tr>
          <th scope="col">{t('suppliers.sla.what')}</th>
          <th scope="col">{t('suppliers.sla.agreed')}</th>
          <th scope="col">{t('suppliers.sla.newest')}</th>
          {begin !== null && (
            <th scope="col">
              <span className="unseen">{t('suppliers.sla.acts')}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {service.levels.map((level) => (
          <tr key={level.id}>
            <th scope="row">{level.what}</th>
            <td data-label={t('suppliers.sla.agreed')}>
              <span>
                <b>{t(`suppliers.sla.sense.${level.sense}`, { figure: withUnit(level.agreed, level.unit) })}</b>{' '}
                <span className="small quiet">{t('suppliers.sla.since', { date: level.since })}</span>
              </span>
            </td>
            <td data-label={t('suppliers.sla.newest')}>
              <Newest level={level} due={due} />
            </td>
            {begin !== null && (
              <td className="no-print">
                <Acts service={service} level={level} begin={begin} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Acts({ service, level, begin }: { service: Service; level: ServiceLevel; begin: (next: Doing) => void }) {
  const { t } = useTranslation();
  const name = `${service.name} ${level.what}`;
  return (
    <div className="row">
      {monthsToEnter(level.since, dayOf(new Date())).length > 0 && (
        <Button
          size="compact-md"
          variant="default"
          aria-label={t('suppliers.sla.enterOf', { name })}
          onClick={() => begin({ act: 'figure', service, level })}
        >
          {t('suppliers.sla.enter')}
        </Button>
      )}
      <Button
        size="compact-md"
        variant="subtle"
        aria-label={t('suppliers.sla.endOf', { name })}
        onClick={() => begin({ act: 'end', service, level })}
      >
        {t('suppliers.sla.end')}
      </Button>
    </div>
  );
}

const markOf = { met: 'pass', 'not-met': 'fail', 'not-reported': 'unknown', 'not-due': 'not-applicable' } as const;

function StandingWord({ standing }: { standing: LevelStanding }) {
  const { t } = useTranslation();
  return (
    <span className={classes.standing} data-standing={standing}>
      <Mark verdict={markOf[standing]} /> {t(`suppliers.sla.standing.${standing}`)}
    </span>
  );
}

function Newest({ level, due }: { level: ServiceLevel; due: string }) {
  const { t } = useTranslation();
  const standing = standingOf(level, due);
  const [newest] = level.figures;
  return (
    <div>
      <StandingWord standing={standing} /> {standing === 'not-reported' && <span>{t('suppliers.sla.lacks', { month: due })} </span>}
      {newest !== undefined && (
        <>
          {standing === 'not-reported' && <span className="small quiet">{t('suppliers.sla.last')} </span>}
          <Said figure={newest} unit={level.unit} />
        </>
      )}
      {level.figures.length > 1 && (
        <details className={classes.openings}>
          <summary>{t('suppliers.sla.earlier', { count: level.figures.length - 1 })}</summary>
          <ul>
            {level.figures.slice(1).map((figure) => (
              <li key={figure.month}>
                <StandingWord standing={figure.kept ? 'met' : 'not-met'} /> <Said figure={figure} unit={level.unit} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function Said({ figure: { month, value, source, note, by }, unit }: { figure: Figure; unit: string }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <span>
      <span className="number">{month}</span> <b className="number">{withUnit(value, unit)}</b>{' '}
      <span className="small quiet">{t('suppliers.sla.saidBy', { source: t(`suppliers.sla.source.${source}`), name: say(by) })}</span>
      {note !== '' && <span className={classes.note}>{note}</span>}
    </span>
  );
}
