import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type RequestKindView, requestKindsQuery } from '../api/requests.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { Form } from '../pieces/form.tsx';
import { Page, Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { SearchField, searchesByItself } from '../pieces/search-field.tsx';
import { kindAddress, wishes, wishOf } from './address.ts';
import classes from './requests.module.css';

/** What can be applied for, by what a person wants to do; one plain sentence each, and who will decide. */
export function RequestKindsPage() {
  const { t } = useTranslation();
  const query = useQuery(requestKindsQuery);
  return (
    <Page title={t('requests.kinds.title')} lead={t('requests.kinds.lead')}>
      <Answer query={query} what={t('requests.kinds.title')}>
        {({ kinds }) => <Kinds kinds={kinds} />}
      </Answer>
    </Page>
  );
}

const folded = (text: string): string => text.normalize('NFKC').toLowerCase();

function Kinds({ kinds }: { kinds: readonly RequestKindView[] }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const [q, setQ] = useState<string>();
  const offered = kinds.filter((kind) => kind.applies && kind.canApply);
  const found = offered.filter(({ title, purpose, register }) =>
    [title, purpose, register.title].some((words) => folded(say(words)).includes(folded(q ?? ''))),
  );
  return (
    <>
      <Form className={classes.kindSearch} label={t('requests.kinds.searchLabel')} onSubmit={searchesByItself}>
        <SearchField label={t('requests.kinds.searchLabel')} placeholder={t('requests.kinds.search')} value={q} onSearch={setQ} />
      </Form>
      <p className="unseen" role="status">
        {q !== undefined && t('requests.kinds.found', { count: found.length })}
      </p>
      {found.length === 0 && (
        <Empty title={q === undefined ? t('requests.kinds.none') : t('requests.kinds.notFound', { q })}>
          <p>{t('requests.kinds.askBody')}</p>
        </Empty>
      )}
      {wishes.map((wish) => {
        const ofWish = found.filter(({ id }) => wishOf(id) === wish);
        if (ofWish.length === 0) return null;
        return (
          <Section key={wish} title={t(`requests.wishes.${wish}`)}>
            <ul className={classes.kinds}>
              {ofWish.map((kind) => (
                <Kind key={kind.id} kind={kind} />
              ))}
            </ul>
          </Section>
        );
      })}
      <LeftOut kinds={kinds} />
    </>
  );
}

function Kind({ kind }: { kind: RequestKindView }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <li className={classes.kind}>
      <Link to="/requests/new/$room/$name" params={kindAddress(kind.id)} className={classes.kindLink}>
        {say(kind.title)}
      </Link>
      <p>{say(kind.purpose)}</p>
      {kind.problem === null ? (
        <p className="small quiet">{t('requests.kinds.decides', { who: kind.route.map((step) => whoOf(step, t)).join(' → ') })}</p>
      ) : (
        <p className={`small ${classes.problem}`}>{say(kind.problem)}</p>
      )}
    </li>
  );
}

const namedMax = 3;

/** Names say more than roles, as long as they are few. */
function whoOf({ who, approvals }: RequestKindView['route'][number], t: TFunction): string {
  const named = who.slice(0, namedMax).join(t('control.and'));
  const all = who.length > namedMax ? t('requests.kinds.others', { named, count: who.length - namedMax }) : named;
  return approvals > 1 ? t('requests.kinds.several', { who: all, count: approvals }) : all;
}

/** What is not offered is said: nobody looks for it in vain. */
function LeftOut({ kinds }: { kinds: readonly RequestKindView[] }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const notApplying = kinds.filter(({ applies }) => !applies);
  const notForMe = kinds.filter(({ applies, canApply }) => applies && !canApply);
  if (notApplying.length + notForMe.length === 0) return null;
  const names = (list: readonly RequestKindView[]) => list.map(({ title }) => say(title)).join(t('control.and'));
  return (
    <div className="small quiet stack">
      {notForMe.length > 0 && <p>{t('requests.kinds.notForMe', { names: names(notForMe) })}</p>}
      {notApplying.length > 0 && <p>{t('requests.kinds.notApplying', { names: names(notApplying) })}</p>}
    </div>
  );
}
