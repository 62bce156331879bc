import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Agents } from '../api/types.ts';
import { CopyBox } from '../pieces/copy.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Section } from '../pieces/page.tsx';
import { Scroll } from '../pieces/scroll.tsx';
import { When } from '../pieces/when.tsx';

/** What was handed out, which agents run, and how to tell a bundle that we made from another one. */
export function Rollout({ agents }: { agents: Agents }) {
  return (
    <>
      <Versions agents={agents} />
      <Bundles agents={agents} />
    </>
  );
}

function Versions({ agents: { versions, newest, generations } }: { agents: Agents }) {
  const { t } = useTranslation();
  const old = versions.filter((each) => each.old).reduce((sum, { devices }) => sum + devices, 0);
  return (
    <Section
      id="versions"
      title={t('rollout.agents.versions')}
      lead={t('rollout.agents.versionsLead', { version: newest.version, on: newest.knownOn })}
    >
      {old > 0 && (
        <Notice kind="warn" title={t('rollout.agents.oldCount', { count: old })}>
          <p>{t('rollout.agents.oldWhat')}</p>
          <Link to="/devices" search={{ agent: 'old' }}>
            {t('rollout.agents.oldList')}
          </Link>
        </Notice>
      )}
      <dl className="facts">
        {versions.map(({ version, devices, old: isOld }) => (
          <div key={version} style={{ display: 'contents' }}>
            <dt>osquery {version === '' ? t('rollout.agents.unknownVersion') : version}</dt>
            <dd>
              {t('rollout.group.devices', { count: devices })} {isOld && <b>{t('rollout.agents.old')}</b>}
            </dd>
          </div>
        ))}
        {generations.map(({ generation, devices }) => (
          <div key={generation ?? 'none'} style={{ display: 'contents' }}>
            <dt>{generation === null ? t('rollout.agents.noGeneration') : t('rollout.agents.byGeneration', { nth: generation })}</dt>
            <dd>{t('rollout.group.devices', { count: devices })}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function Bundles({ agents: { bundles, signing, secret } }: { agents: Agents }) {
  const { t } = useTranslation();
  return (
    <Section id="handed-out" title={t('rollout.agents.handedOut')} lead={t('rollout.agents.handedOutLead')}>
      {bundles.length === 0 ? (
        <p className="quiet">{t('rollout.agents.handedOutNone')}</p>
      ) : (
        <Scroll label={t('rollout.agents.handedOut')}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('rollout.agents.bundle')}</th>
                <th scope="col">{t('devices.os')}</th>
                <th scope="col">{t('rollout.agents.madeAt')}</th>
                <th scope="col">{t('rollout.agents.generation')}</th>
                <th scope="col" className="right">
                  {t('rollout.agents.running')}
                </th>
              </tr>
            </thead>
            <tbody>
              {bundles.map((bundle) => (
                <tr key={bundle.version}>
                  <th scope="row">{t('rollout.group.version', { version: bundle.version })}</th>
                  <td>{t(`platform.${bundle.platform}`)}</td>
                  <td>
                    <When at={bundle.madeAt} />
                  </td>
                  <td>
                    {t('rollout.agents.nth', { nth: bundle.secretGeneration })}{' '}
                    {bundle.secretGeneration < secret.generation && <b>{t('rollout.agents.replaced')}</b>}
                  </td>
                  <td className="right">{bundle.devices.toLocaleString()}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      <h3>{t('rollout.agents.key')}</h3>
      <p className="small quiet">{t('rollout.agents.keyLead')}</p>
      <p className="small">
        {t('rollout.agents.fingerprint')} <code>{signing.fingerprint}</code>
      </p>
      <CopyBox text={signing.publicKey} label={t('rollout.agents.key')} />
    </Section>
  );
}
