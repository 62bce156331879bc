import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { takeReport } from '../../api/case-parts.ts';
import type { CaseEvent } from '../../api/cases-types.ts';
import { Fault, Notice } from '../../pieces/notice.tsx';
import { Section } from '../../pieces/page.tsx';
import { useSaid } from '../../pieces/said.ts';
import { When } from '../../pieces/when.tsx';
import { useMe } from '../../shell/me.tsx';
import type { SectionProps } from './index.ts';

/** The one-page report of a problem to management: to take along, and who read it. Nothing before there is one. */
export function ProblemSection({ detail }: SectionProps) {
  const { t } = useTranslation();
  const isReader = useMe().roles.includes('management');
  const drawn = detail.events.findLast(({ step }) => step === 'report');
  const save = useMutation({ mutationFn: (format: 'pdf' | 'docx') => takeReport(detail.id, detail.number, format) });
  if (drawn === undefined) return null;
  const after = detail.events.filter(({ no }) => no > drawn.no);
  const read = after.find(({ step }) => step === 'read');
  const answer = after.find(({ step }) => step === 'answer');
  return (
    <Section title={t('problems.report')} lead={t('problems.reportLead')}>
      <Fault error={save.error} />
      <div className="row no-print">
        {(['pdf', 'docx'] as const).map((format) => (
          <Button
            key={format}
            variant={format === 'pdf' ? 'outline' : 'default'}
            loading={save.isPending && save.variables === format}
            onClick={() => save.mutate(format)}
          >
            {t(`problems.take.${format}`)}
          </Button>
        ))}
      </div>
      {read === undefined && detail.state.id === 'toManagement' && (
        <Notice kind="warn">{t(isReader ? 'problems.unread' : 'problems.unreadByThem')}</Notice>
      )}
      <dl className="facts">
        <dt>{t('problems.drawn')}</dt>
        <dd>
          <When at={drawn.at} />
        </dd>
        <dt>{t('problems.readBy')}</dt>
        <dd>{read === undefined ? <span className="quiet">{t('problems.notYet')}</span> : <Who event={read} />}</dd>
        <dt>{t('problems.answer')}</dt>
        <dd>{answer === undefined ? <span className="quiet">{t('problems.notYet')}</span> : <Answered event={answer} />}</dd>
      </dl>
    </Section>
  );
}

function Who({ event }: { event: CaseEvent }) {
  return (
    <>
      {event.by?.name} <When at={event.at} />
    </>
  );
}

function Answered({ event }: { event: CaseEvent }) {
  const { say } = useSaid();
  const { answer, words } = event.cells;
  const option = event.fields.find(({ id }) => id === 'answer')?.options?.find(({ key }) => key === answer);
  return (
    <>
      {option === undefined ? String(answer) : say(option.title)}
      {typeof words === 'string' && <p className="quiet">{words}</p>}
      <div>
        <Who event={event} />
      </div>
    </>
  );
}
