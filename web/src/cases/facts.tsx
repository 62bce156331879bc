import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseDetailView } from '../api/cases.ts';
import { Files } from '../pieces/files.tsx';
import { Section } from '../pieces/page.tsx';
import { PlainLink } from '../pieces/plain-link.tsx';
import { useSaid } from '../pieces/said.ts';
import { useMe } from '../shell/me.tsx';
import { isReader } from '../shell/nav.ts';
import { kindAddress } from './address.ts';
import classes from './case.module.css';
import { addressOfLink } from './links.ts';

/** What hangs on the case: its request, its line in a register, devices, what was tied to it, files. */
export function Facts({ detail }: { detail: CaseDetailView }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { request, line, devices, links, files } = detail;
  const reader = isReader(useMe().roles);
  if (request === null && line === null && devices.length + links.length + files.length === 0) return null;
  const rows: readonly (readonly [string, ReactNode])[] = [
    ...(request === null
      ? []
      : [
          [
            t('cases.request'),
            <Link key="request" to="/requests/$id" params={{ id: request }} className="target">
              {t('cases.next.toRequest')}
            </Link>,
          ] as const,
        ]),
    ...(line === null
      ? []
      : [
          [
            t('cases.line'),
            <Link
              key="line"
              to="/registers/$room/$name"
              params={kindAddress(line.register)}
              search={{ row: line.row, state: 'all' }}
              className="target"
            >
              {t('cases.lineNumber', { title: say(line.title), number: line.number })}
            </Link>,
          ] as const,
        ]),
    ...(devices.length === 0 ? [] : [[t('cases.devices'), <Devices key="devices" devices={devices} asLinks={reader} />] as const]),
    ...(links.length === 0 ? [] : [[t('cases.links'), <Links key="links" links={links} />] as const]),
  ];
  return (
    <Section title={t('cases.facts')}>
      <dl className="facts">
        {rows.map(([title, body]) => (
          <div key={title} style={{ display: 'contents' }}>
            <dt>{title}</dt>
            <dd>{body}</dd>
          </div>
        ))}
      </dl>
      {files.length > 0 && <Files title={t('cases.files')} files={files} pending={[]} onPending={() => {}} canEdit={false} />}
    </Section>
  );
}

function Devices({ devices, asLinks }: Pick<CaseDetailView, 'devices'> & { asLinks: boolean }) {
  return (
    <ul className={classes.inline}>
      {devices.map(({ id, name }) => (
        <li key={id}>
          {asLinks ? (
            <Link to="/devices/$id" params={{ id }} className="target">
              {name}
            </Link>
          ) : (
            name
          )}
        </li>
      ))}
    </ul>
  );
}

const knownLinks = ['case', 'request', 'occurrence', 'device', 'difference'] as const;

function Links({ links }: Pick<CaseDetailView, 'links'>) {
  const { t } = useTranslation();
  return (
    <ul className={classes.links}>
      {links.map(({ what, ref, label, at }) => {
        const address = addressOfLink(what, ref);
        return (
          <li key={`${what} ${ref}`}>
            <span className="small quiet">{t(`cases.linked.${knownLinks.find((known) => known === what) ?? 'other'}`)}</span>{' '}
            {address === null ? (
              label
            ) : (
              <PlainLink to={address} className="target">
                {label}
              </PlainLink>
            )}{' '}
            <time className="small quiet number" dateTime={at}>
              {at.slice(0, 10)}
            </time>
          </li>
        );
      })}
    </ul>
  );
}
