import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { softwareTitleQuery } from '../api/software.ts';
import type { SoftwareDetail, SoftwareRule } from '../api/software-types.ts';
import { Answer } from '../pieces/answer.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Page, Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { When } from '../pieces/when.tsx';
import { useMe } from '../shell/me.tsx';
import { isAdministrator } from '../shell/nav.ts';
import { type Act, ActDialog } from './act-dialog.tsx';
import { RuleLink } from './rule-link.tsx';
import { StateWord } from './state.tsx';
import { TitleDevices } from './title-devices.tsx';

/** One program: what the company says of it and why, its versions, and who has it. */
export function SoftwareTitlePage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/inside/devices/software/$id' });
  const query = useQuery(softwareTitleQuery(id));
  const eyebrow = (
    <Link to="/devices/software" className="target">
      {t('software.back')}
    </Link>
  );
  return (
    <Page eyebrow={eyebrow} title={query.data?.name ?? t('software.title')} lead={query.data?.publisher}>
      <Answer query={query} what={t('software.title')}>
        {(title) => <Detail title={title} />}
      </Answer>
    </Page>
  );
}

function Detail({ title }: { title: SoftwareDetail }) {
  const { t } = useTranslation();
  const mayDecide = isAdministrator(useMe().roles);
  const [act, setAct] = useState<Act | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const isInstalled = title.kind === 'installed';
  return (
    <>
      {done !== null && <Notice kind="done">{done}</Notice>}
      <p className="row">
        <StateWord state={title.state} limited={title.limited} />
        <span>{t(`platform.${title.platform}`)}</span>
        <span>{t('software.onDevices', { count: title.devices })}</span>
        <span>
          {t('software.firstSeen')} <When at={title.firstSeenAt} />
        </span>
        {title.goneAt !== null && (
          <span>
            {t('software.goneAt')} <When at={title.goneAt} />
          </span>
        )}
      </p>
      {!isInstalled && <Notice kind="info">{t('software.traceNote')}</Notice>}
      {mayDecide && (
        <p className="row no-print">
          {isInstalled && <Button onClick={() => setAct('permit')}>{t('software.act.permit')}</Button>}
          {isInstalled && (
            <Button variant="outline" onClick={() => setAct('link')}>
              {t('software.act.link')}
            </Button>
          )}
          <Button variant="outline" color="red" onClick={() => setAct('forbid')}>
            {t('software.act.forbid')}
          </Button>
        </p>
      )}
      <Section title={t('software.rules')} lead={title.rules.length === 0 ? t('software.noRule') : undefined}>
        <ul className="stack">
          {title.rules.map((rule) => (
            <RuleLine key={`${rule.says} ${rule.from.id}`} rule={rule} />
          ))}
        </ul>
        {title.links.length > 0 && <Links title={title} />}
      </Section>
      {isInstalled && <Versions title={title} />}
      <TitleDevices id={String(title.id)} />
      {act !== null && (
        <ActDialog
          act={act}
          titles={[title]}
          close={() => setAct(null)}
          done={(words) => {
            setAct(null);
            setDone(words);
          }}
        />
      )}
    </>
  );
}

function RuleLine({ rule }: { rule: SoftwareRule }) {
  const { t } = useTranslation();
  const conditions = [
    rule.on !== 'everyone' && t(`software.on.${rule.on}`),
    rule.versions !== null && t('software.versionsAre', { versions: rule.versions }),
    rule.publisher !== null && rule.says !== 'baseline' && t('software.publisherIs', { publisher: rule.publisher }),
    rule.linked && t('software.linkedByHand'),
  ].filter((each) => each !== false);
  return (
    <li>
      {t(`software.says.${rule.says}`)}: <RuleLink rule={rule} />{' '}
      <span className="quiet">({[rule.name, ...conditions].join(t('software.comma'))})</span>
      {!rule.versionsReadable && <Notice kind="warn">{t('software.versionsUnreadable', { line: rule.label })}</Notice>}
    </li>
  );
}

function Links({ title }: { title: SoftwareDetail }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <ul className="small quiet">
      {title.links.map((each) => (
        <li key={`${each.row} ${each.at}`}>
          <When at={each.at} /> {t(each.linked ? 'software.linkedTo' : 'software.unlinkedFrom', { line: each.number })}: {each.reason} (
          {say(each.by)})
        </li>
      ))}
    </ul>
  );
}

function Versions({ title }: { title: SoftwareDetail }) {
  const { t } = useTranslation();
  if (title.versions.length === 0) return null;
  return (
    <Section title={t('software.versions')}>
      <table className="table cards">
        <thead>
          <tr>
            <th scope="col">{t('software.version')}</th>
            <th scope="col" className="right">
              {t('software.devices')}
            </th>
            <th scope="col">{t('software.state')}</th>
            <th scope="col">{t('software.firstSeen')}</th>
          </tr>
        </thead>
        <tbody>
          {title.versions.map(({ version, devices, state, firstSeenAt }) => (
            <tr key={version}>
              <th scope="row">{version === '' ? t('software.noVersion') : version}</th>
              <td className="right number" data-label={t('software.devices')}>
                {devices.toLocaleString()}
              </td>
              <td data-label={t('software.state')}>
                <StateWord state={state} />
              </td>
              <td data-label={t('software.firstSeen')}>
                <When at={firstSeenAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {title.moreVersions && <p className="small quiet">{t('software.moreVersions')}</p>}
    </Section>
  );
}
