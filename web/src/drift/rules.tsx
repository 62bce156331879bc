import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askDriftAgain, type DriftRule, driftRulesQuery, endDriftRule, restoreDriftRule } from '../api/drift.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { Dialog } from '../pieces/dialog.tsx';
import { Form } from '../pieces/form.tsx';
import { Fault, Notice } from '../pieces/notice.tsx';
import { Page } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { When } from '../pieces/when.tsx';
import { useMe } from '../shell/me.tsx';
import { isAdministrator } from '../shell/nav.ts';
import classes from './drift.module.css';
import { emptySeed, RuleForm } from './rule-form.tsx';
import { DriftTabs } from './tabs.tsx';

/** What needs no reason each time, and why: rules of the company, and the few that come with Tejun. */
export function DriftRulesPage() {
  const { t } = useTranslation();
  const mayAct = isAdministrator(useMe().roles);
  const query = useQuery(driftRulesQuery());
  const [making, setMaking] = useState(false);
  const [acting, setActing] = useState<DriftRule | null>(null);
  const [done, setDone] = useState<string | null>(null);
  return (
    <Page
      title={t('drift.tabs.rules')}
      lead={t('drift.rule.pageLead')}
      actions={mayAct ? <Button onClick={() => setMaking(true)}>{t('drift.rule.new')}</Button> : undefined}
    >
      <DriftTabs />
      {done !== null && <Notice kind="done">{done}</Notice>}
      <Answer query={query} what={t('drift.tabs.rules')}>
        {({ rules }) =>
          rules.length === 0 ? (
            <Empty title={t('drift.rule.none')} />
          ) : (
            <table className="table cards">
              <caption className="unseen">{t('drift.rule.pageLead')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('drift.thing')}</th>
                  <th scope="col">{t('drift.rule.where')}</th>
                  <th scope="col">{t('drift.rule.reason')}</th>
                  <th scope="col">{t('drift.rule.by')}</th>
                  {mayAct && <th scope="col">{t('drift.rule.act')}</th>}
                </tr>
              </thead>
              <tbody>
                {rules.map((rule) => (
                  <Row key={rule.id} rule={rule} act={mayAct ? () => setActing(rule) : null} />
                ))}
              </tbody>
            </table>
          )
        }
      </Answer>
      {making && (
        <RuleForm
          seed={emptySeed}
          close={() => setMaking(false)}
          done={() => {
            setMaking(false);
            setDone(t('drift.ruleMade'));
          }}
        />
      )}
      {acting !== null && (
        <Act
          rule={acting}
          close={() => setActing(null)}
          done={() => {
            setDone(t(acting.ended === null ? 'drift.rule.endedDone' : 'drift.rule.restoredDone'));
            setActing(null);
          }}
        />
      )}
    </Page>
  );
}

const two = (value: number): string => String(value).padStart(2, '0');
const clock = (minutes: number): string => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

function Row({ rule, act }: { rule: DriftRule; act: (() => void) | null }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { platform, window, ended, attributeTitle } = rule;
  const where = [
    platform === null ? null : t(`platform.${platform}`),
    rule.class === null ? null : t(`drift.classes.${rule.class}`),
    window === null ? null : `${clock(window.from)}〜${clock(window.until)}`,
    rule.until === null ? null : t('drift.rule.untilDay', { date: rule.until }),
  ].filter((each) => each !== null);
  return (
    <tr className={ended === null ? undefined : classes.muted}>
      <th scope="row">
        <span className={classes.key}>{rule.pattern}</span>
        <span className="small quiet">
          {' '}
          {say(rule.collectionTitle)}
          {attributeTitle !== null && ` · ${t('drift.rule.only', { attribute: say(attributeTitle) })}`}
        </span>
      </th>
      <td data-label={t('drift.rule.where')}>{where.length === 0 ? t('drift.rule.everywhere') : where.join(' · ')}</td>
      <td data-label={t('drift.rule.reason')}>{say(rule.reason)}</td>
      <td data-label={t('drift.rule.by')}>
        <span>
          {rule.builtin ? t('drift.rule.builtin') : say(rule.madeBy)} <When at={rule.madeAt} />
          {ended !== null && (
            <span className="small">
              {' '}
              · {t('drift.rule.ended')}: {ended.reason} ({say(ended.by)} <When at={ended.at} />)
            </span>
          )}
        </span>
      </td>
      {act !== null && (
        <td data-label={t('drift.rule.act')}>
          {(ended === null || rule.builtin) && (
            <Button size="compact-sm" variant="subtle" onClick={act}>
              {t(ended === null ? 'drift.rule.end' : 'drift.rule.restore')}
            </Button>
          )}
        </td>
      )}
    </tr>
  );
}

/** Ends a rule, or switches one that comes with Tejun on again: both with a reason. */
function Act({ rule, close, done }: { rule: DriftRule; close: () => void; done: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const ends = rule.ended === null;
  const save = useMutation({
    mutationFn: () => (ends ? endDriftRule(rule.id, reason.trim()) : restoreDriftRule(rule.id, reason.trim())),
    onSuccess: async () => {
      await askDriftAgain(client);
      done();
    },
  });
  return (
    <Dialog opened close={close} title={t(ends ? 'drift.rule.end' : 'drift.rule.restore')}>
      <Form
        className="stack"
        onSubmit={() => {
          setTried(true);
          if (reason.trim() !== '' && !save.isPending) save.mutate();
        }}
      >
        <Fault error={save.error} />
        <p>{t(ends ? 'drift.rule.endLead' : 'drift.rule.restoreLead')}</p>
        <TextInput
          autoFocus
          label={t('drift.rule.reason')}
          maxLength={500}
          value={reason}
          error={tried && reason.trim() === '' ? t('drift.needReason') : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className="row">
          <Button type="submit" loading={save.isPending}>
            {t(ends ? 'drift.rule.end' : 'drift.rule.restore')}
          </Button>
          <Button variant="subtle" color="dark" onClick={close}>
            {t('action.cancel')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
