import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Problem, Recommendation } from '../api/procedures.ts';
import { Mark } from '../pieces/mark.tsx';
import { Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { When } from '../pieces/when.tsx';
import { placeOf } from './next-step.ts';
import classes from './procedures.module.css';

/** What stands in the way of submitting, and what the committee should know; each leads to where it is put right. */
export function Problems({ problems }: { problems: readonly Problem[] }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const stops = problems.filter((problem) => problem.level === 'stop').length;
  return (
    <Section
      id="problems"
      title={t('procedures.problems.title')}
      lead={stops > 0 ? t('procedures.problems.lead', { count: stops }) : t('procedures.problems.leadWarn')}
    >
      <ul className={classes.problems}>
        {[...problems]
          .sort((a, b) => Number(b.level === 'stop') - Number(a.level === 'stop'))
          .map((problem) => (
            <li key={`${problem.at}-${problem.words.ja}`}>
              <span className={`${classes.level} ${classes[problem.level]}`}>
                <Mark verdict={problem.level === 'stop' ? 'fail' : 'unknown'} />
                {t(`procedures.problems.${problem.level}`)}
              </span>
              <span>{say(problem.words)}</span>
              <PlaceLink at={problem.at} />
            </li>
          ))}
      </ul>
    </Section>
  );
}

/** What has changed behind the rules since they came into force. */
export function Recommendations({ recommendations }: { recommendations: readonly Recommendation[] }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <Section id="recommendations" title={t('procedures.revision.title')} lead={t('procedures.revision.lead')}>
      <ul className={classes.problems}>
        {recommendations.map((each) => (
          <li key={`${each.at}-${each.kind}-${each.words.ja}`}>
            <span className={`${classes.level} ${classes.warn}`}>{t(`procedures.revision.kind.${each.kind}`)}</span>
            <span>
              {say(each.words)}{' '}
              {each.since !== null && (
                <span className="small quiet">
                  <When at={each.since} />
                </span>
              )}
            </span>
            <PlaceLink at={each.at} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function PlaceLink({ at }: { at: string }) {
  const { t } = useTranslation();
  const place = placeOf(at);
  switch (place.to) {
    case 'chapter':
      return (
        <Link to="/procedures/chapters/$id" params={{ id: place.id }} hash={place.hash} className="number">
          {t('procedures.problems.open', { at: place.hash ?? place.id })}
        </Link>
      );
    case 'value':
      return (
        <Link to="/settings/values/$id" params={{ id: place.id }}>
          {t('procedures.problems.openValue')}
        </Link>
      );
    case 'company':
      return <Link to="/settings/company">{t('procedures.problems.openCompany')}</Link>;
    case 'people':
      return <Link to="/settings/people">{t('procedures.problems.openPeople')}</Link>;
    case 'interview':
      return <Link to="/procedures/start">{t('procedures.problems.openInterview')}</Link>;
    case 'statement':
      return <Link to="/procedures/statement">{t('procedures.problems.openStatement')}</Link>;
    default:
      return null;
  }
}
