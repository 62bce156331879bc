import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Auditor, auditorsQuery } from '../../api/case-parts.ts';
import type { CaseDetailView } from '../../api/cases-types.ts';
import { inviteAgain } from '../../api/people.ts';
import { Answer } from '../../pieces/answer.tsx';
import { Fault, Notice } from '../../pieces/notice.tsx';
import { Section } from '../../pieces/page.tsx';
import { When } from '../../pieces/when.tsx';
import { InvitationLink } from '../../settings/invitation-link.tsx';
import { useMe } from '../../shell/me.tsx';
import type { SectionProps } from './index.ts';

/** The window that was agreed on, what was measured of it, and the auditor's accounts that work within it only. */
export function AuditSection({ detail }: SectionProps) {
  return (
    <>
      <Window detail={detail} />
      {detail.variantId === 'audit' && <Auditors detail={detail} />}
    </>
  );
}

const cellsOf = (detail: CaseDetailView, step: string) => detail.events.findLast((event) => event.step === step)?.cells;
const shown = (cell: unknown): string => (typeof cell === 'string' ? cell.replace('T', ' ') : '');

function Window({ detail }: { detail: CaseDetailView }) {
  const { t } = useTranslation();
  const plan = cellsOf(detail, 'apply');
  const measured = cellsOf(detail, 'end');
  if (plan === undefined) return null;
  const { downMinutes, outsideMinutes, measuredBy, unknown } = measured ?? {};
  return (
    <Section title={t('audits.window')}>
      <dl className="facts">
        <dt>{t('audits.planned')}</dt>
        <dd className="number">{t('audits.span', { from: shown(plan.windowFrom), to: shown(plan.windowTo) })}</dd>
        {plan.inBusinessHours === true && (
          <>
            <dt>{t('audits.inHours')}</dt>
            <dd>{shown(plan.reasonInBusinessHours)}</dd>
          </>
        )}
        {measured !== undefined && (
          <>
            <dt>{t('audits.downtime')}</dt>
            <dd>
              {typeof downMinutes === 'number' ? (
                <>
                  {t('audits.minutes', { count: downMinutes })} <span className="quiet">({shown(measuredBy)})</span>
                </>
              ) : (
                <span className="quiet">{t('audits.unknown', { why: shown(unknown) })}</span>
              )}
            </dd>
          </>
        )}
      </dl>
      {typeof outsideMinutes === 'number' && outsideMinutes > 0 && (
        <Notice kind="error">{t('audits.overrun', { count: outsideMinutes })}</Notice>
      )}
    </Section>
  );
}

function Auditors({ detail }: { detail: CaseDetailView }) {
  const { t } = useTranslation();
  const query = useQuery(auditorsQuery(detail.id, detail.revision));
  return (
    <Section title={t('audits.accounts')} lead={t('audits.accountsLead')}>
      <Answer query={query} what={t('audits.accounts')}>
        {({ accounts }) =>
          accounts.length === 0 ? (
            <p className="quiet">{t('audits.none')}</p>
          ) : (
            <div className="stack">
              {accounts.map((account) => (
                <Account key={account.id} account={account} />
              ))}
            </div>
          )
        }
      </Answer>
    </Section>
  );
}

function Account({ account }: { account: Auditor }) {
  const { t } = useTranslation();
  const invite = useMutation({ mutationFn: () => inviteAgain(account.id) });
  const mayInvite = useMe().roles.includes('administrator') && account.status !== 'disabled';
  return (
    <div className="stack">
      <dl className="facts">
        <dt>{t('audits.account')}</dt>
        <dd>
          {account.name} <span className="quiet">{account.login}</span>
        </dd>
        <dt>{t('audits.works')}</dt>
        <dd>
          <When at={account.opensAt} /> – <When at={account.expiresAt} />
        </dd>
        <dt>{t('audits.state')}</dt>
        <dd>{t(`audits.states.${account.status}`)}</dd>
        <dt>{t('audits.seen')}</dt>
        <dd>
          <When at={account.lastSeenAt} />
        </dd>
      </dl>
      <Fault error={invite.error} />
      {invite.data !== undefined && <InvitationLink name={account.name} invitation={invite.data} />}
      {mayInvite && (
        <div className="no-print">
          <Button variant="outline" loading={invite.isPending} onClick={() => invite.mutate()}>
            {t(account.status === 'invited' ? 'audits.invite' : 'audits.inviteAgain')}
          </Button>
        </div>
      )}
    </div>
  );
}
