import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inviteStaff, ownersQuery, type StaffPerson, staffHistoryQuery, staffPersonQuery } from '../api/staff.ts';
import { Answer } from '../pieces/answer.tsx';
import { CopyBox } from '../pieces/copy.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Page, Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { When } from '../pieces/when.tsx';
import type { StaffSearch } from '../shell/addresses.ts';
import { StaffFault } from './fault.tsx';
import { PersonForm } from './person-form.tsx';
import classes from './staff.module.css';

/** One person: adding or changing them, their devices, and what was changed before. */
export function PersonPage({ id, search }: { id: string; search: StaffSearch }) {
  const { t } = useTranslation();
  const { person: _, ...list } = search;
  const eyebrow = (
    <Link to="/settings/staff" search={list}>
      {t('staff.title')}
    </Link>
  );
  if (id === 'new') return <NewPerson eyebrow={eyebrow} />;
  return <KnownPerson id={id} eyebrow={eyebrow} />;
}

function NewPerson({ eyebrow }: { eyebrow: React.ReactNode }) {
  const { t } = useTranslation();
  const [added, setAdded] = useState<StaffPerson | null>(null);
  return (
    <Page eyebrow={eyebrow} title={t('staff.addTitle')}>
      <div className={classes.narrow}>
        {added === null ? (
          <PersonForm person={null} done={setAdded} />
        ) : (
          <div className="stack">
            <Notice kind="done" title={t('staff.added')}>
              {added.name}({added.number})
            </Notice>
            <div className="row">
              <Button variant="outline" onClick={() => setAdded(null)}>
                {t('staff.another')}
              </Button>
              <Link to="/settings/staff">{t('staff.back')}</Link>
            </div>
          </div>
        )}
      </div>
    </Page>
  );
}

function KnownPerson({ id, eyebrow }: { id: string; eyebrow: React.ReactNode }) {
  const { t } = useTranslation();
  const query = useQuery(staffPersonQuery(id));
  // Kept here: the form begins anew with each revision.
  const [saved, setSaved] = useState(false);
  return (
    <Page eyebrow={eyebrow} title={query.data?.name ?? t('staff.editTitle')}>
      <Answer query={query} what={t('staff.title')}>
        {(person) => (
          <>
            <div className={`${classes.narrow} stack`}>
              {saved && <Notice kind="done">{t('staff.saved')}</Notice>}
              <PersonForm key={person.revision} person={person} done={() => setSaved(true)} />
            </div>
            {person.accountId === null && person.state === 'active' && (
              <Section title={t('staff.account')} lead={t('staff.inviteLead')}>
                <Invite person={person} />
              </Section>
            )}
            <Section title={t('staff.ownDevices')}>
              <Devices id={id} />
            </Section>
            <Section title={t('staff.history')}>
              <History id={id} />
            </Section>
          </>
        )}
      </Answer>
    </Page>
  );
}

function Invite({ person }: { person: StaffPerson }) {
  const { t } = useTranslation();
  const { language } = useSaid();
  const client = useQueryClient();
  const invite = useMutation({
    mutationFn: () => inviteStaff(person.id, language),
    // The link is shown only here, so the person's page is read again when it is left.
    onSuccess: () => client.invalidateQueries({ queryKey: ['people'] }),
  });
  const [invited] = invite.data?.invited ?? [];
  const [skipped] = invite.data?.skipped ?? [];
  return (
    <div className="stack">
      <StaffFault error={invite.error} />
      {invited !== undefined && <CopyBox text={invited.url} label={t('people.link')} />}
      {skipped !== undefined && <Notice kind="warn">{t(`staff.skipped.${skipped.why}`)}</Notice>}
      <div>
        <Button variant="outline" loading={invite.isPending} disabled={invited !== undefined} onClick={() => invite.mutate()}>
          {t('staff.invite')}
        </Button>
      </div>
    </div>
  );
}

function Devices({ id }: { id: string }) {
  const { t } = useTranslation();
  const query = useQuery(ownersQuery(id));
  return (
    <Answer query={query} what={t('staff.devices')}>
      {({ devices }) =>
        devices.length === 0 ? (
          <p className="quiet">{t('staff.noDevices')}</p>
        ) : (
          <ul className={classes.lines}>
            {devices.map((device) => (
              <li key={device.id}>
                {device.deviceId === null ? (
                  <>
                    {device.host || device.serial} <span className="quiet">{t('staff.notEnrolled')}</span>
                  </>
                ) : (
                  <Link to="/devices/$id" params={{ id: device.deviceId }}>
                    {device.host || device.serial}
                  </Link>
                )}{' '}
                <span className="quiet mono">{[device.serial, device.asset].filter((each) => each !== '').join(' · ')}</span>
              </li>
            ))}
          </ul>
        )
      }
    </Answer>
  );
}

const fieldWords = {
  number: 'number',
  name: 'name',
  kana: 'kana',
  email: 'email',
  department: 'department',
  title: 'personTitle',
  duties: 'duties',
  state: 'state',
  joinedOn: 'joinedOn',
  leftOn: 'leftOn',
} as const;
const isField = (field: string): field is keyof typeof fieldWords => Object.hasOwn(fieldWords, field);

function History({ id }: { id: string }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const query = useQuery(staffHistoryQuery(id));
  return (
    <Answer query={query} what={t('staff.history')}>
      {({ changes }) => (
        <ul className={classes.lines}>
          {changes.map((change) => (
            <li key={`${change.at}-${change.fields.join()}`}>
              <When at={change.at} />{' '}
              <b>
                {change.added
                  ? t('staff.historyAdded')
                  : change.fields
                      .filter(isField)
                      .map((field) => t(`staff.${fieldWords[field]}`))
                      .join(t('control.and'))}
              </b>{' '}
              <span className="quiet">
                {change.byImport ? t('staff.historyByImport') : t('staff.historyByHand')}
                {change.byName !== null && ` · ${say(change.byName)}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Answer>
  );
}
