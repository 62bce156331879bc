import { Button, Checkbox } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { change, download } from '../api/client.ts';
import { agentsQuery } from '../api/queries.ts';
import type { Agents, Platform } from '../api/types.ts';
import { Answer } from '../pieces/answer.tsx';
import { Fault, Notice } from '../pieces/notice.tsx';
import { Page, Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { When } from '../pieces/when.tsx';
import { Rollout } from '../rollout/agents.tsx';
import { Counters, FailedEnrolments, Quarantine } from './agent-lists.tsx';
import classes from './settings.module.css';

/** The agents' side: this computer's own agent, how to enrol others, and everything that went wrong on the way in. */
export function AgentsPage() {
  const { t } = useTranslation();
  const query = useQuery(agentsQuery);
  return (
    <Page title={t('settings.tabs.agents')} lead={t('agents.lead')}>
      <Answer query={query} what={t('settings.tabs.agents')}>
        {(agents) => <AgentsBody agents={agents} />}
      </Answer>
    </Page>
  );
}

function AgentsBody({ agents }: { agents: Agents }) {
  const { t } = useTranslation();
  return (
    <>
      <div className={classes.two}>
        <Section id="server" title={t('agents.server')}>
          <Server agents={agents} />
        </Section>
        <Section id="bundles" title={t('agents.bundles')} lead={t('agents.bundlesLead')}>
          <Bundles />
        </Section>
      </div>
      {agents.conflicts.length > 0 && <Conflicts agents={agents} />}
      <div className={classes.two}>
        <Section id="secret" title={t('agents.secret')} lead={t('agents.rotateLead')}>
          <Secret agents={agents} />
        </Section>
        {Object.keys(agents.counters).length > 0 && (
          <Section id="counters" title={t('agents.counters')}>
            <Counters agents={agents} />
          </Section>
        )}
      </div>
      <Rollout agents={agents} />
      <FailedEnrolments agents={agents} />
      <Quarantine agents={agents} />
    </>
  );
}

function Server({ agents }: { agents: Agents }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { distributedSeconds, logSeconds, configSeconds } = agents.intervals;
  return (
    <dl className="facts">
      <dt>{t('agents.local')}</dt>
      <dd>
        <b>{t(`agents.localStates.${agents.local.state}`)}</b> <span className="small quiet">{say(agents.local.because)}</span>
      </dd>
      <dt>{t('agents.serverName')}</dt>
      <dd>
        <code>
          {agents.serverName}:{agents.port}
        </code>
      </dd>
      <dt>{t('agents.intervals')}</dt>
      <dd>{t('agents.intervalsSaid', { distributed: distributedSeconds, log: logSeconds, config: configSeconds })}</dd>
      <dt>{t('agents.fingerprint')}</dt>
      <dd>
        <code>{agents.certificate.fingerprint}</code>
      </dd>
      <dt>{t('agents.notAfter')}</dt>
      <dd>
        <When at={agents.certificate.notAfter} />
      </dd>
    </dl>
  );
}

function Bundles() {
  const { t } = useTranslation();
  const fetchBundle = useMutation({
    mutationFn: (platform: Platform) => download('GET', `/api/agents/bundle/${platform}`, `tejun-agent-${platform}.zip`),
  });
  return (
    <div className="stack">
      <Fault error={fetchBundle.error} />
      <div className="row">
        {(['windows', 'macos', 'linux'] as const).map((platform) => (
          <Button
            key={platform}
            variant="outline"
            disabled={fetchBundle.isPending}
            loading={fetchBundle.isPending && fetchBundle.variables === platform}
            onClick={() => fetchBundle.mutate(platform)}
          >
            {t('agents.bundleFor', { platform: t(`platform.${platform}`) })}
          </Button>
        ))}
      </div>
      {fetchBundle.data !== undefined && <Notice kind="done">{t('agents.bundleDone', { name: fetchBundle.data })}</Notice>}
      <p className="small quiet">{t('agents.bundleWarning')}</p>
    </div>
  );
}

function Secret({ agents }: { agents: Agents }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [atOnce, setAtOnce] = useState(false);
  const rotate = useMutation({
    mutationFn: () => change('POST', '/api/agents/rotate-secret', { atOnce }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['agents'] }),
  });
  return (
    <div className="stack">
      <dl className="facts">
        <dt>{t('rollout.agents.generation')}</dt>
        <dd>{t('rollout.agents.nth', { nth: agents.secret.generation })}</dd>
        <dt>{t('agents.rotatedAt')}</dt>
        <dd>
          <When at={agents.secret.rotatedAt} />
        </dd>
        <dt>{t('agents.previousUntil')}</dt>
        <dd>
          <When at={agents.secret.previousValidUntil} none={t('agents.previousNone')} />
        </dd>
      </dl>
      <Fault error={rotate.error} />
      {rotate.isSuccess && <Notice kind="done">{t('agents.rotated')}</Notice>}
      <Checkbox
        label={t('rollout.agents.atOnce')}
        description={t('rollout.agents.atOnceHint')}
        checked={atOnce}
        onChange={(event) => setAtOnce(event.currentTarget.checked)}
      />
      <div>
        <Button variant="outline" loading={rotate.isPending} onClick={() => rotate.mutate()}>
          {t('agents.rotate')}
        </Button>
      </div>
    </div>
  );
}

function Conflicts({ agents }: { agents: Agents }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <Section id="conflicts" title={t('agents.conflicts')} lead={t('agents.conflictsLead')}>
      <ul className={classes.list}>
        {agents.conflicts.map((conflict) => (
          <li key={conflict.device}>
            <div>
              <b>{conflict.name}</b>
              <div className="small">
                {say(conflict.because)} <When at={conflict.at} />
              </div>
            </div>
            <Link to="/devices/$id" params={{ id: conflict.device }}>
              {t('agents.open')}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
