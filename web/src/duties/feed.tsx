import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { calendarFile, endFeed, type Feed as FeedAnswer, feedQuery, newFeedPassword } from '../api/duties.ts';
import { Answer } from '../pieces/answer.tsx';
import { CopyBox } from '../pieces/copy.tsx';
import { Fault, Notice } from '../pieces/notice.tsx';
import { When } from '../pieces/when.tsx';
import classes from './definitions.module.css';

/** The calendar: an address that a calendar program signs in to, with a password of its own; or the file. */
export function Feed() {
  const { t } = useTranslation();
  const query = useQuery(feedQuery);
  return (
    <Answer query={query} what={t('duties.calendar')}>
      {(feed) => <Body feed={feed} />}
    </Answer>
  );
}

function Body({ feed }: { feed: FeedAnswer }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const make = useMutation({
    mutationFn: newFeedPassword,
    // The password itself is never kept in what was read: it is shown from the answer, once.
    onSuccess: (made) => client.setQueryData(feedQuery.queryKey, { ...made, password: null }),
  });
  const file = useMutation({ mutationFn: calendarFile });
  const end = useMutation({
    mutationFn: endFeed,
    onSuccess: () => {
      make.reset();
      return client.invalidateQueries({ queryKey: feedQuery.queryKey });
    },
  });
  const password = make.data?.password ?? null;
  return (
    <div className={`stack ${classes.narrow}`}>
      <dl className="facts">
        <dt>{t('duties.feedAddress')}</dt>
        <dd>
          <CopyBox text={feed.address} label={t('duties.feedAddress')} />
        </dd>
        <dt>{t('duties.feedUser')}</dt>
        <dd className="mono">{feed.user}</dd>
        <dt>{t('duties.feedPassword')}</dt>
        <dd>
          {password !== null ? (
            <CopyBox text={password} label={t('duties.feedPassword')} />
          ) : feed.setAt === null ? (
            <span className="quiet">{t('duties.feedNone')}</span>
          ) : (
            <span>
              {t('duties.feedSet')} <When at={feed.setAt} />
            </span>
          )}
        </dd>
      </dl>
      {password !== null && <Notice kind="warn">{t('duties.feedOnce')}</Notice>}
      <Fault error={make.error ?? file.error ?? end.error} />
      <div className="row">
        <Button variant="outline" loading={make.isPending} onClick={() => make.mutate()}>
          {t(feed.setAt === null ? 'duties.feedMake' : 'duties.feedRenew')}
        </Button>
        <Button variant="default" loading={file.isPending} onClick={() => file.mutate()}>
          {t('duties.feedDownload')}
        </Button>
        {feed.setAt !== null && (
          <Button variant="subtle" color="dark" loading={end.isPending} onClick={() => end.mutate()}>
            {t('duties.feedEnd')}
          </Button>
        )}
      </div>
      {feed.setAt !== null && <p className="small quiet">{t('duties.feedRenewHint')}</p>}
    </div>
  );
}
