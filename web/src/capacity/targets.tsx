import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { endTarget, rotateWriteToken, type Target, type Targets, targetsQuery } from '../api/capacity.ts';
import { DeviceSections } from '../devices/sections.tsx';
import { Answer, Empty } from '../pieces/answer.tsx';
import { Dialog } from '../pieces/dialog.tsx';
import { Fault, Notice } from '../pieces/notice.tsx';
import { Page, Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { Scroll } from '../pieces/scroll.tsx';
import { momentOf, When } from '../pieces/when.tsx';
import { useMe } from '../shell/me.tsx';
import { isAdministrator } from '../shell/nav.ts';
import classes from './capacity.module.css';
import { TargetForm } from './target-form.tsx';

/** What is measured without an agent, how the last look went, and the token with which Prometheus writes. */
export function CapacityTargetsPage() {
  const { t } = useTranslation();
  const query = useQuery(targetsQuery);
  const mayChange = isAdministrator(useMe().roles);
  const [editing, setEditing] = useState<Target | 'new' | null>(null);
  const [ending, setEnding] = useState<Target | null>(null);
  return (
    <Page
      title={t('capacity.targets')}
      lead={t('capacity.targetsLead')}
      eyebrow={<Link to="/devices/capacity">{t('capacity.back')}</Link>}
      actions={mayChange && <Button onClick={() => setEditing('new')}>{t('capacity.addTarget')}</Button>}
    >
      <DeviceSections />
      <Answer query={query} what={t('capacity.targets')}>
        {(found) => (
          <>
            {found.targets.length === 0 ? (
              <Empty title={t('capacity.noTargets')}>{t('capacity.noTargetsBody')}</Empty>
            ) : (
              <TargetTable targets={found.targets} {...(mayChange && { edit: setEditing, end: setEnding })} />
            )}
            <Token token={found.token} mayChange={mayChange} />
            {found.refused.length > 0 && <Refused refused={found.refused} />}
            <Dialog
              opened={editing !== null}
              close={() => setEditing(null)}
              title={t(editing === 'new' ? 'capacity.addTarget' : 'capacity.editTarget')}
            >
              {editing !== null && (
                <TargetForm target={editing === 'new' ? null : editing} limit={found.responseTimeWarnMs} close={() => setEditing(null)} />
              )}
            </Dialog>
            <Dialog opened={ending !== null} close={() => setEnding(null)} title={t('capacity.endTitle', { name: ending?.name ?? '' })}>
              {ending !== null && <EndTarget target={ending} close={() => setEnding(null)} />}
            </Dialog>
          </>
        )}
      </Answer>
    </Page>
  );
}

interface TableProps {
  targets: readonly Target[];
  edit?: (target: Target) => void;
  end?: (target: Target) => void;
}

function TargetTable({ targets, edit, end }: TableProps) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <Scroll label={t('capacity.targets')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('capacity.targetName')}</th>
            <th scope="col">{t('capacity.kind')}</th>
            <th scope="col">{t('capacity.counted')}</th>
            <th scope="col">{t('capacity.lastLook')}</th>
            {edit && <th scope="col">{t('capacity.act')}</th>}
          </tr>
        </thead>
        <tbody>
          {targets.map((target) => (
            <tr key={target.id}>
              <th scope="row">
                {target.name}
                <span className={classes.soft}>{target.address}</span>
              </th>
              <td>
                {t(`capacity.kinds.${target.kind}`)}
                {target.warnMs !== null && <span className={classes.soft}>{t('capacity.ms', { value: target.warnMs })}</span>}
              </td>
              <td>{target.deviceName ?? t('capacity.countedNone')}</td>
              <td>
                {target.state === null ? (
                  <span className="quiet">{t('capacity.notYet')}</span>
                ) : (
                  <>
                    <span className={target.state.ok ? undefined : classes.warned}>
                      {t(target.state.ok ? 'capacity.well' : 'capacity.failing')}
                    </span>{' '}
                    <When at={target.state.lookedAt} ago />
                    {target.state.says !== null && <span className={classes.soft}>{say(target.state.says)}</span>}
                    <span className={classes.soft}>{t('capacity.since', { at: momentOf(target.state.since) })}</span>
                  </>
                )}
              </td>
              {edit && end && (
                <td>
                  <Button
                    variant="subtle"
                    size="compact-sm"
                    onClick={() => edit(target)}
                    aria-label={`${t('capacity.edit')} ${target.name}`}
                  >
                    {t('capacity.edit')}
                  </Button>
                  <Button variant="subtle" size="compact-sm" onClick={() => end(target)} aria-label={`${t('capacity.end')} ${target.name}`}>
                    {t('capacity.end')}
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function EndTarget({ target, close }: { target: Target; close: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: () => endTarget(target),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['capacity'] });
      close();
    },
  });
  return (
    <div className="stack">
      <p>{t('capacity.endBody')}</p>
      <Fault error={end.error} />
      <div className="row">
        <Button color="red" loading={end.isPending} onClick={() => end.mutate()}>
          {t('capacity.end')}
        </Button>
        <Button variant="subtle" color="dark" onClick={close}>
          {t('action.cancel')}
        </Button>
      </div>
    </div>
  );
}

function Token({ token, mayChange }: { token: Targets['token']; mayChange: boolean }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const make = useMutation({
    mutationFn: rotateWriteToken,
    onSuccess: () => client.invalidateQueries({ queryKey: ['capacity', 'targets'] }),
  });
  const { data: made } = make;
  return (
    <Section
      title={t('capacity.token')}
      lead={t('capacity.tokenLead')}
      actions={
        mayChange && (
          <Button variant="outline" loading={make.isPending} onClick={() => make.mutate()}>
            {t(token === null ? 'capacity.makeToken' : 'capacity.rotateToken')}
          </Button>
        )
      }
    >
      <p>
        {token === null ? t('capacity.tokenNone') : t('capacity.tokenSince', { at: momentOf(token.rotatedAt) })}{' '}
        {token?.previousUntil != null && t('capacity.tokenPrevious', { at: momentOf(token.previousUntil) })}
      </p>
      <Fault error={make.error} />
      {made !== undefined && (
        <Notice kind="done" title={t('capacity.tokenShown')}>
          <pre>{`remote_write:\n  - url: ${location.origin}${made.path}\n    authorization:\n      credentials: ${made.token}`}</pre>
        </Notice>
      )}
    </Section>
  );
}

function Refused({ refused }: { refused: Targets['refused'] }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <Section title={t('capacity.refused')}>
      <Scroll label={t('capacity.refused')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('capacity.refusedWhy')}</th>
              <th scope="col">{t('capacity.refusedName')}</th>
              <th scope="col" className="right">
                {t('capacity.refusedCount')}
              </th>
              <th scope="col">{t('capacity.refusedAt')}</th>
            </tr>
          </thead>
          <tbody>
            {refused.map(({ reason, says, name, count, lastAt }) => (
              <tr key={`${reason} ${name}`}>
                <th scope="row">{say(says)}</th>
                <td>{name}</td>
                <td className="right number">{count.toLocaleString()}</td>
                <td>
                  <When at={lastAt} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Section>
  );
}
