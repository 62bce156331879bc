import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type CaseKindView, caseKindsQuery } from '../api/cases.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { Page } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { useMe } from '../shell/me.tsx';
import { kindAddress } from './address.ts';
import classes from './case.module.css';

/** Begins by its dates or by a button on its list, never by a form. */
const reviewKind = 'reviews/campaign';

/** What the reader can start, and how: by a form here, or by a request. */
export function CaseKindsPage() {
  const { t } = useTranslation();
  const { roles } = useMe();
  const query = useQuery(caseKindsQuery);
  const begins = roles.includes('administrator') || roles.includes('committee');
  return (
    <Page
      eyebrow={
        <Link to="/cases" search={{}} className="target">
          {t('cases.title')}
        </Link>
      }
      title={t('cases.opening.title')}
      lead={t('cases.opening.lead')}
    >
      <Answer query={query} what={t('cases.opening.title')}>
        {({ kinds }) => {
          const offered = kinds.filter(({ id, opens, requests }) => opens.length + requests.length > 0 || (id === reviewKind && begins));
          return offered.length === 0 ? (
            <Empty title={t('cases.opening.none')}>
              <p>{t('cases.opening.noneBody')}</p>
            </Empty>
          ) : (
            <ul className={classes.kinds}>
              {offered.map((kind) => (
                <Kind key={kind.id} kind={kind} />
              ))}
            </ul>
          );
        }}
      </Answer>
    </Page>
  );
}

function Kind({ kind }: { kind: CaseKindView }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { id, title, purpose, opens, requests } = kind;
  return (
    <li className={classes.kind}>
      <h2 className={classes.kindTitle}>{say(title)}</h2>
      <p>{say(purpose)}</p>
      <ul className={classes.ways}>
        {id === reviewKind && (
          <li>
            <Link to="/cases" search={{ kind: id }} className="target">
              {t('reviews.begin.title')}
            </Link>
          </li>
        )}
        {opens.length > 0 && (
          <li>
            <Link to="/cases/new/$room/$name" params={kindAddress(id)} search={{}} className="target" aria-label={labelOf(kind)}>
              {opens.length === 1 ? say(opens[0]!.does) : t('cases.opening.here')}
            </Link>
          </li>
        )}
        {requests.map((request) => (
          <li key={request.id}>
            <Link to="/requests/new/$room/$name" params={kindAddress(request.id)} search={{}} className="target">
              {say(request.title)}
            </Link>{' '}
            <span className="small quiet">{t('cases.opening.byRequest')}</span>
          </li>
        ))}
      </ul>
    </li>
  );

  function labelOf({ opens: [first] }: CaseKindView): string {
    return `${say(title)}: ${opens.length === 1 ? say(first!.does) : t('cases.opening.here')}`;
  }
}
