import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { finishPart, type Review, type ReviewPart, reviewKey, reviewQuery } from '../../api/reviews.ts';
import { Answer } from '../../pieces/answer.tsx';
import { Section } from '../../pieces/page.tsx';
import { useSaid } from '../../pieces/said.ts';
import { When } from '../../pieces/when.tsx';
import { useMe } from '../../shell/me.tsx';
import { CaseFault } from '../fault.tsx';
import type { SectionProps } from './index.ts';

/** A review on the page of its case: how far its parts are, where its lines came from, and what is being taken away. */
export function ReviewSection({ detail, refresh }: SectionProps) {
  const { t } = useTranslation();
  const query = useQuery(reviewQuery(detail.id));
  return (
    <Answer query={query} what={t('reviews.title')}>
      {(review) => (
        <>
          <Parts review={review} refresh={refresh} />
          <Sources review={review} />
          {review.remediations.length > 0 && <Remediations review={review} />}
        </>
      )}
    </Answer>
  );
}

function Parts({ review, refresh }: { review: Review; refresh: () => void }) {
  const { t } = useTranslation();
  const parts: readonly ReviewPart[] = review.variant === 'software' ? ['administrator'] : ['administrator', 'committee'];
  return (
    <Section
      title={t('reviews.lines')}
      actions={
        <Button component={Link} {...({ to: '/reviews/$id', params: { id: review.id } } as object)}>
          {t('reviews.openLines')}
        </Button>
      }
    >
      <table className="table cards">
        <caption className="unseen">{t('reviews.lines')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('reviews.reviewer')}</th>
            <th scope="col">{t('reviews.decided')}</th>
            <th scope="col">{t('reviews.outcome')}</th>
            <th scope="col">{t('reviews.since')}</th>
            <th scope="col">{t('reviews.finish')}</th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <Part key={part} review={review} part={part} refresh={refresh} />
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Part({ review, part, refresh }: { review: Review; part: ReviewPart; refresh: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { roles } = useMe();
  const none = { lines: 0, decided: 0, keep: 0, reduce: 0, revoke: 0, new: 0, changed: 0, removed: 0 };
  const { lines, decided, keep, reduce, revoke, new: fresh, changed, removed } = review.counts.find((each) => each.part === part) ?? none;
  const open = review.state === 'under-review' || review.state === `${part}-left`;
  const finish = useMutation({
    mutationFn: () => finishPart(review.id, { part, remark: '' }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: reviewKey(review.id) });
      refresh();
    },
  });
  return (
    <tr>
      <td data-label={t('reviews.reviewer')}>{t(`reviews.part.${part}`)}</td>
      <td data-label={t('reviews.decided')}>{t('reviews.of', { done: decided, count: lines })}</td>
      <td data-label={t('reviews.outcome')}>{t('reviews.outcomes', { keep, reduce, revoke })}</td>
      <td data-label={t('reviews.since')}>{t('reviews.deltas', { fresh, changed, removed })}</td>
      <td data-label={t('reviews.finish')}>
        {!open ? (
          t('reviews.finished')
        ) : roles.includes(part) ? (
          <Button size="compact-sm" disabled={decided < lines} loading={finish.isPending} onClick={() => finish.mutate()}>
            {t(`reviews.finishPart.${part}`)}
          </Button>
        ) : (
          t('reviews.others')
        )}
        <CaseFault error={finish.error} />
      </td>
    </tr>
  );
}

function Sources({ review }: { review: Review }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <Section
      title={t('reviews.sources')}
      lead={t('reviews.sourcesLead')}
      actions={review.variant !== 'software' && <Link to="/reviews/lists">{t('reviews.lists.link')}</Link>}
    >
      <table className="table cards">
        <caption className="unseen">{t('reviews.sources')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('reviews.source')}</th>
            <th scope="col">{t('reviews.sourceState')}</th>
            <th scope="col">{t('reviews.because')}</th>
          </tr>
        </thead>
        <tbody>
          {review.sources.map(({ source, title, state, because }) => (
            <tr key={source}>
              <td data-label={t('reviews.source')}>{say(title)}</td>
              <td data-label={t('reviews.sourceState')}>{t(`reviews.states.${state}`)}</td>
              <td data-label={t('reviews.because')}>{say(because)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="small quiet">
        {t('reviews.frozen')} <When at={review.frozenAt} /> · SHA-256 <code>{review.hash}</code>
      </p>
    </Section>
  );
}

function Remediations({ review }: { review: Review }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <Section title={t('reviews.takeAway')} lead={t('reviews.takeAwayLead')}>
      <table className="table cards">
        <caption className="unseen">{t('reviews.takeAway')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('reviews.who')}</th>
            <th scope="col">{t('reviews.what')}</th>
            <th scope="col">{t('reviews.decision')}</th>
            <th scope="col">{t('reviews.measured')}</th>
          </tr>
        </thead>
        <tbody>
          {review.remediations.map(({ line, who, what, level, wanted, state, because, measuredAt }) => (
            <tr key={line}>
              <td data-label={t('reviews.who')}>{who}</td>
              <td data-label={t('reviews.what')}>{`${what} ${level}`}</td>
              <td data-label={t('reviews.decision')}>{t(`reviews.decisions.${wanted}`)}</td>
              <td data-label={t('reviews.measured')}>
                <strong>{state === null ? t('reviews.looks.none') : t(`reviews.looks.${state}`)}</strong>
                {because !== null && <div className="small quiet">{say(because)}</div>}
                {measuredAt !== null && <When at={measuredAt} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
