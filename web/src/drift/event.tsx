import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type DriftDifferences,
  type DriftEventDetail,
  driftDifferencesQuery,
  driftEventQuery,
  driftPageSize,
  driftRulesQuery,
} from '../api/drift.ts';
import { Answer } from '../pieces/answer.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Page, Section } from '../pieces/page.tsx';
import { Pages } from '../pieces/pages.tsx';
import { useSaid } from '../pieces/said.ts';
import { When } from '../pieces/when.tsx';
import { useMe } from '../shell/me.tsx';
import { isAdministrator } from '../shell/nav.ts';
import { DifferenceCells } from './differences.tsx';
import classes from './drift.module.css';
import { Explain } from './explain.tsx';
import { RuleForm, type RuleSeed } from './rule-form.tsx';
import { Span } from './span.tsx';

/** One spell of changes on one device: what, when, why, and each difference. */
export function DriftEventPage() {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { id } = useParams({ from: '/inside/devices/changes/$id' });
  const query = useQuery(driftEventQuery(id));
  const event = query.data;
  return (
    <Page
      eyebrow={<Link to="/devices/changes">{t('drift.title')}</Link>}
      title={event === undefined ? t('drift.event') : `${event.device.name}: ${say(event.title)}`}
    >
      <Answer query={query} what={t('drift.event')}>
        {(found) => <Body event={found} />}
      </Answer>
    </Page>
  );
}

function Body({ event }: { event: DriftEventDetail }) {
  const { t } = useTranslation();
  const mayAct = isAdministrator(useMe().roles);
  const [explaining, setExplaining] = useState(false);
  const [seed, setSeed] = useState<RuleSeed | null>(null);
  const [done, setDone] = useState<string | null>(null);
  return (
    <>
      {done !== null && <Notice kind="done">{done}</Notice>}
      <Facts event={event} />
      {mayAct && event.state === 'waiting' && (
        <div className="row no-print">
          <Button onClick={() => setExplaining(true)}>{t('drift.explain')}</Button>
        </div>
      )}
      <Differences event={event} makeRule={mayAct ? setSeed : null} />
      <Section title={t('drift.who')}>
        <p>{t('drift.whoBody')}</p>
      </Section>
      {explaining && (
        <Explain
          events={[event]}
          close={() => setExplaining(false)}
          done={() => {
            setExplaining(false);
            setDone(t('drift.explained', { count: 1 }));
          }}
        />
      )}
      {seed !== null && (
        <RuleForm
          seed={seed}
          close={() => setSeed(null)}
          done={() => {
            setSeed(null);
            setDone(t('drift.ruleMade'));
          }}
        />
      )}
    </>
  );
}

function Facts({ event }: { event: DriftEventDetail }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { explanation, matched, dueOn } = event;
  return (
    <dl className={classes.facts}>
      <dt>{t('drift.device')}</dt>
      <dd>
        <Link to="/devices/$id" params={{ id: event.device.id }}>
          {event.device.name}
        </Link>{' '}
        ({t(`drift.classes.${event.class}`)}
        {event.environment !== null && ` · ${t(`drift.environments.${event.environment}`)}`})
      </dd>
      <dt>{t('drift.when')}</dt>
      <dd>
        <Span from={event.fromAt} at={event.at} />
        <p className="small quiet">{t('drift.whenHint')}</p>
      </dd>
      <dt>{t('drift.state')}</dt>
      <dd>
        <span className={event.state === 'waiting' ? classes.waiting : undefined}>{t(`drift.states.${event.state}`)}</span>
        {dueOn !== null && ` (${t('drift.dueOn', { date: dueOn })})`}
      </dd>
      {matched !== null && (
        <>
          <dt>{t('drift.matched')}</dt>
          <dd>
            <Link to="/registers/$room/$name" params={{ room: 'changes', name: 'changes' }}>
              {matched.label}
            </Link>
          </dd>
        </>
      )}
      {explanation !== null && (
        <>
          <dt>{t('drift.reason')}</dt>
          <dd>
            <p>{explanation.reason}</p>
            {explanation.row !== null && <p>{explanation.row.label}</p>}
            <p className="small quiet">
              {say(explanation.by)} · <When at={explanation.at} />
              {explanation.own && ` · ${t('drift.ownSaid')}`}
            </p>
          </dd>
        </>
      )}
    </dl>
  );
}

interface DifferencesProps {
  event: DriftEventDetail;
  makeRule: ((seed: RuleSeed) => void) | null;
}

function Differences({ event, makeRule }: DifferencesProps) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const search = useSearch({ from: '/inside/devices/changes/$id' });
  const navigate = useNavigate({ from: '/devices/changes/$id' });
  const query = useQuery(driftDifferencesQuery(event.id, search));
  return (
    <Section title={t('drift.differences')}>
      {event.collections.length > 1 && (
        <NativeSelect
          className="no-print"
          label={t('drift.collection')}
          value={search.collection ?? ''}
          onChange={({ currentTarget }) =>
            navigate({
              search:
                currentTarget.value === ''
                  ? {}
                  : { collection: currentTarget.value as DriftDifferences['differences'][number]['collection'] },
            })
          }
          data={[
            { value: '', label: t('devices.any') },
            ...event.collections.map(({ id, title, added, removed, changed }) => ({
              value: id,
              label: `${say(title)} (${added + removed + changed})`,
            })),
          ]}
        />
      )}
      <Answer query={query} what={t('drift.differences')}>
        {({ total, differences }) => (
          <div className={classes.list} aria-busy={query.isPlaceholderData}>
            <table className="table cards">
              <caption className="unseen">{t('drift.differences')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('drift.thing')}</th>
                  <th scope="col">{t('drift.act')}</th>
                  <th scope="col">{t('drift.content')}</th>
                  <th scope="col">{t('drift.handling')}</th>
                </tr>
              </thead>
              <tbody>
                {differences.map((each, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a device may have several of one key; the page never reorders them
                  <tr key={`${search.offset ?? 0} ${index}`}>
                    <DifferenceCells difference={each} />
                    <td data-label={t('drift.handling')}>
                      <Handling difference={each} event={event} makeRule={makeRule} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            <Pages
              offset={search.offset ?? 0}
              size={driftPageSize}
              total={total}
              link={(offset) => ({
                to: '/devices/changes/$id',
                params: { id: event.id },
                search: { ...search, offset: offset === 0 ? undefined : offset },
              })}
            />
          </div>
        )}
      </Answer>
    </Section>
  );
}

function Handling({ difference, event, makeRule }: DifferencesProps & { difference: DriftDifferences['differences'][number] }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const rules = useQuery({ ...driftRulesQuery(), enabled: difference.quietedBy !== null });
  if (difference.quietedBy !== null) {
    const rule = rules.data?.rules.find(({ id }) => id === difference.quietedBy);
    return <span className={classes.muted}>{rule ? t('drift.quietBecause', { reason: say(rule.reason) }) : t('drift.states.quiet')}</span>;
  }
  if (difference.isNoted) return <span className={classes.muted}>{t('drift.states.noted')}</span>;
  if (makeRule === null) return <span>{t('drift.wantsReason')}</span>;
  const { collection, key, before, after } = difference;
  const apart = before && after ? Object.keys({ ...before, ...after }).filter((name) => before[name] !== after[name]) : [];
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      onClick={() =>
        makeRule({
          collection,
          pattern: key,
          attribute: apart.length === 1 ? apart[0]! : null,
          platform: event.platform,
          class: event.class,
        })
      }
    >
      {t('drift.makeRule')}
    </Button>
  );
}
