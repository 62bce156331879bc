import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { downloadReview, type Review, type ReviewSearch, reviewLinesQuery, reviewPageSize, reviewQuery } from '../api/reviews.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { Form } from '../pieces/form.tsx';
import { Page } from '../pieces/page.tsx';
import { Pages } from '../pieces/pages.tsx';
import { useSaid } from '../pieces/said.ts';
import { SearchField, searchesByItself } from '../pieces/search-field.tsx';
import { useMe } from '../shell/me.tsx';
import { Keep } from './keep.tsx';
import { ReviewLines } from './lines.tsx';
import classes from './reviews.module.css';

/** The lines of one review, to be gone through by keys. */
export function ReviewPage() {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { id } = useParams({ from: '/inside/reviews/$id' });
  const { roles } = useMe();
  const query = useQuery(reviewQuery(id));
  const review = query.data;
  return (
    <Page
      title={review === undefined ? t('reviews.title') : t('reviews.titleOf', { number: review.number, of: say(review.title) })}
      lead={t('reviews.lead')}
      eyebrow={
        readsWhole(roles) ? (
          <Link to="/cases/$id" params={{ id }} className="target">
            {t('reviews.toCase')}
          </Link>
        ) : undefined
      }
    >
      <Answer query={query} what={t('reviews.title')}>
        {(found) => <Lines review={found} />}
      </Answer>
    </Page>
  );
}

/** Whoever else is here was handed lines and sees those only. */
const readsWhole = (roles: readonly string[]): boolean =>
  roles.some((role) => ['administrator', 'committee', 'management', 'auditor'].includes(role));
const judging = ['under-review', 'committee-left', 'administrator-left'];

function Lines({ review }: { review: Review }) {
  const { t } = useTranslation();
  const search = useSearch({ from: '/inside/reviews/$id' });
  const query = useQuery(reviewLinesQuery(review.id, search));
  const [keeping, setKeeping] = useState(false);
  const open = judging.includes(review.state);
  const { roles } = useMe();
  const navigate = useNavigate({ from: '/reviews/$id' });
  const whole = readsWhole(roles);
  const left = review.counts.reduce((sum, { lines, decided }) => sum + lines - decided, 0);
  return (
    <>
      <div className={`${classes.bar} no-print`}>
        {(whole || !open) && <b role="status">{open ? t('reviews.left', { count: left }) : t('reviews.over')}</b>}
        {open && left > 0 && !roles.includes('auditor') && <Button onClick={() => setKeeping(true)}>{t('reviews.keepAll')}</Button>}
        {whole && (
          <Button variant="default" onClick={() => void downloadReview(review.id, review.number)}>
            {t('reviews.excel')}
          </Button>
        )}
      </div>
      <div className={`${classes.bar} ${classes.finding} no-print`}>
        <nav className={classes.filters} aria-label={t('reviews.show.label')}>
          <Filter search={search} is={{}} label={t('reviews.show.all')} />
          {!roles.includes('auditor') && <Filter search={search} is={{ decided: 'no', mine: 'yes' }} label={t('reviews.show.mine')} />}
          <Filter search={search} is={{ decided: 'no' }} label={t('reviews.show.undecided')} />
          <Filter search={search} is={{ flagged: 'yes' }} label={t('reviews.show.flagged')} />
          {whole && review.variant !== 'software' && (
            <Filter search={search} is={{ part: 'committee' }} label={t('reviews.show.committee')} />
          )}
        </nav>
        <Form className={classes.search} label={t('reviews.show.search')} onSubmit={searchesByItself}>
          <SearchField
            label={t('reviews.show.search')}
            placeholder={t('reviews.show.searchFor')}
            value={search.q}
            onSearch={(q) => navigate({ search: (old) => ({ ...old, q, offset: undefined }), replace: true })}
          />
        </Form>
      </div>
      <Answer query={query} what={t('reviews.lines')}>
        {({ lines, total }) =>
          lines.length === 0 ? (
            <Empty title={t('reviews.none')} />
          ) : (
            <>
              <ReviewLines
                key={JSON.stringify(search)}
                id={review.id}
                lines={lines}
                asked={review.variant !== 'software'}
                busy={query.isPlaceholderData}
                assigns={roles.includes('administrator') && (review.state === 'under-review' || review.state === 'administrator-left')}
              />
              <Pages
                offset={search.offset ?? 0}
                size={reviewPageSize}
                total={total}
                link={(offset) => ({
                  to: '/reviews/$id',
                  params: { id: review.id },
                  search: { ...search, offset: offset === 0 ? undefined : offset },
                })}
              />
            </>
          )
        }
      </Answer>
      {keeping && <Keep id={review.id} close={() => setKeeping(false)} />}
    </>
  );
}

function Filter({ search, is, label }: { search: ReviewSearch; is: ReviewSearch; label: string }) {
  const { id } = useParams({ from: '/inside/reviews/$id' });
  const on = search.part === is.part && search.decided === is.decided && search.flagged === is.flagged && search.mine === is.mine;
  return (
    <Link
      to="/reviews/$id"
      params={{ id }}
      search={{ ...is, q: search.q }}
      className={classes.filter}
      activeProps={{}}
      aria-current={on ? 'page' : undefined}
    >
      {label}
    </Link>
  );
}
