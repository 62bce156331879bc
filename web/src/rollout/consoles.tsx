import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { consolesQuery } from '../api/consoles.ts';
import type { ConsoleKindView, ConsoleList } from '../api/consoles-types.ts';
import { DeviceSections } from '../devices/sections.tsx';
import { Answer } from '../pieces/answer.tsx';
import { VerdictWord } from '../pieces/mark.tsx';
import { Page, Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { When } from '../pieces/when.tsx';
import { useMe } from '../shell/me.tsx';
import { isAdministrator } from '../shell/nav.ts';
import { ImportConsole } from './console-import.tsx';
import { ConsoleLines } from './console-lines.tsx';

/** Lists of consoles, and what agents cannot see: said here, so that nobody takes the checks for more than they are. */
export function ConsolesPage() {
  const { t } = useTranslation();
  const query = useQuery(consolesQuery);
  return (
    <Page title={t('rollout.consoles.title')} lead={t('rollout.consoles.lead')}>
      <DeviceSections />
      <Answer query={query} what={t('rollout.consoles.title')}>
        {(list) => (
          <>
            {list.kinds.map((each) => (
              <Kind key={each.kind} view={each} maxDays={list.maxDays} />
            ))}
            <Unseen list={list} />
          </>
        )}
      </Answer>
    </Page>
  );
}

function Kind({ view, maxDays }: { view: ConsoleKindView; maxDays: number }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const me = useMe();
  const { kind, last, standing } = view;
  return (
    <Section title={t(`rollout.consoles.kind.${kind}`)} lead={t(`rollout.consoles.about.${kind}`, { days: maxDays })}>
      {standing !== null && (
        <p>
          <VerdictWord verdict={standing.verdict} /> {say(standing.because)}
        </p>
      )}
      {last === null ? (
        <p className="quiet">{t('rollout.consoles.none')}</p>
      ) : (
        <details>
          <summary>
            {t('rollout.consoles.last', { product: last.product, asOf: last.asOf, records: last.records, matched: last.matched })}
          </summary>
          <p className="small quiet">
            {say(last.by)} · <When at={last.at} />
          </p>
          <ConsoleLines view={view} lines={last.lines} missing={last.missing} />
        </details>
      )}
      {isAdministrator(me.roles) && <ImportConsole view={view} />}
    </Section>
  );
}

function Unseen({ list: { unseen } }: { list: ConsoleList }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <Section title={t('rollout.consoles.unseen')} lead={t('rollout.consoles.unseenLead')}>
      <dl className="facts">
        {unseen.map(({ clause, what, instead }) => (
          <div key={`${clause} ${what.en}`} style={{ display: 'contents' }}>
            <dt>
              {clause} {say(what)}
            </dt>
            <dd>{say(instead)}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
