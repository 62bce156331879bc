import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { endGroup, groupHistoryQuery, groupNamesQuery, groupsQuery } from '../api/rollout.ts';
import type { Group, GroupList } from '../api/rollout-types.ts';
import { DeviceSections } from '../devices/sections.tsx';
import { Answer, Empty } from '../pieces/answer.tsx';
import { Form } from '../pieces/form.tsx';
import { Fault } from '../pieces/notice.tsx';
import { Page, Panel, Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { When } from '../pieces/when.tsx';
import { useMe } from '../shell/me.tsx';
import { isAdministrator } from '../shell/nav.ts';
import { GroupForm } from './group-form.tsx';
import { PlaceForm } from './place.tsx';
import classes from './rollout.module.css';
import { useRuleWords } from './rule-words.ts';

/** Groups of devices by rule: to filter by, to ask, to place. Others than administrators see their names. */
export function GroupsPage() {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <Page title={t('rollout.title')} lead={t('rollout.lead')}>
      <DeviceSections />
      {isAdministrator(me.roles) ? <Kept /> : <Named />}
    </Page>
  );
}

function Kept() {
  const { t } = useTranslation();
  const query = useQuery(groupsQuery);
  const [adding, setAdding] = useState(false);
  return (
    <Answer query={query} what={t('rollout.title')}>
      {(list) => (
        <>
          {adding ? (
            <Section title={t('rollout.group.add')}>
              <Panel>
                <GroupForm list={list} onDone={() => setAdding(false)} />
              </Panel>
            </Section>
          ) : (
            <div className={classes.acts}>
              <Button onClick={() => setAdding(true)}>{t('rollout.group.add')}</Button>
            </div>
          )}
          {list.groups.length === 0 ? (
            <Empty title={t('rollout.none')}>
              <p>{t('rollout.noneBody')}</p>
            </Empty>
          ) : (
            <ul className={classes.groups}>
              {list.groups.map((group) => (
                <One key={`${group.id} ${group.version}`} list={list} group={group} />
              ))}
            </ul>
          )}
        </>
      )}
    </Answer>
  );
}

function One({ list, group }: { list: GroupList; group: Group }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const words = useRuleWords(list.departments);
  const [open, setOpen] = useState<'change' | 'place' | 'end' | 'versions' | null>(null);
  const close = () => setOpen(null);
  return (
    <li className={classes.group}>
      <div className={classes.groupHead}>
        <h2 className={classes.groupName}>{group.name}</h2>
        <Link to="/devices" search={{ group: group.id }}>
          {t('rollout.group.devices', { count: group.devices })}
        </Link>
      </div>
      <p>{words(group.rule).join(' / ')}</p>
      <p className="small quiet">
        {t('rollout.group.version', { version: group.version })} · {say(group.by)} · <When at={group.at} /> · {group.reason}
      </p>
      <div className={classes.acts}>
        {(['change', 'place', 'versions', 'end'] as const).map((act) => (
          <Button
            key={act}
            size="compact-sm"
            variant={open === act ? 'filled' : 'default'}
            aria-expanded={open === act}
            onClick={() => setOpen(open === act ? null : act)}
          >
            {t(`rollout.group.act.${act}`)}
          </Button>
        ))}
      </div>
      {open === 'change' && <GroupForm list={list} group={group} onDone={close} />}
      {open === 'place' && <PlaceForm of={{ group: group.id }} />}
      {open === 'versions' && <Versions id={group.id} list={list} />}
      {open === 'end' && <End group={group} onDone={close} />}
    </li>
  );
}

function Versions({ id, list }: { id: string; list: GroupList }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const words = useRuleWords(list.departments);
  const query = useQuery(groupHistoryQuery(id));
  return (
    <Answer query={query} what={t('rollout.group.act.versions')}>
      {({ versions }) => (
        <ul>
          {versions.map((each) => (
            <li key={each.version}>
              <b>{t('rollout.group.version', { version: each.version })}</b> {each.name} — {words(each.rule).join(' / ')}
              <div className="small quiet">
                {say(each.by)} · <When at={each.at} /> · {each.reason}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Answer>
  );
}

function End({ group, onDone }: { group: Group; onDone: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const end = useMutation({
    mutationFn: () => endGroup(group.id, group.version, reason),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['groups'] });
      onDone();
    },
  });
  return (
    <Form className={classes.form} label={t('rollout.group.act.end')} onSubmit={() => reason.trim() !== '' && end.mutate()}>
      <p>{t('rollout.group.endHint')}</p>
      <TextInput label={t('rollout.reason')} maxLength={1000} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      <Fault error={end.error} />
      <div className={classes.acts}>
        <Button type="submit" color="red" disabled={reason.trim() === ''} loading={end.isPending}>
          {t('rollout.group.endNow')}
        </Button>
        <Button type="button" variant="default" onClick={onDone}>
          {t('rollout.cancel')}
        </Button>
      </div>
    </Form>
  );
}

function Named() {
  const { t } = useTranslation();
  const query = useQuery(groupNamesQuery);
  return (
    <Answer query={query} what={t('rollout.title')}>
      {({ groups }) =>
        groups.length === 0 ? (
          <Empty title={t('rollout.none')} />
        ) : (
          <ul className={classes.groups}>
            {groups.map(({ id, name }) => (
              <li key={id} className={classes.group}>
                <Link to="/devices" search={{ group: id }}>
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        )
      }
    </Answer>
  );
}
