import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { decideNotices, type NoticeList } from '../api/notices.ts';
import { Fault, Notice } from '../pieces/notice.tsx';

type Decision = 'send-again' | 'give-up';

interface DecideProps {
  which: string[] | 'dead' | 'uncertain';
  count: number;
  /** It may have arrived: sending it again may be the second time. */
  uncertain: boolean;
  /** False where it can never be sent: its address is none. */
  canSend?: boolean;
  label?: string;
  done: (decided: number) => void;
}

/** Asks once more, because neither can be taken back, and then decides. */
export function Decide({ which, count, uncertain, canSend = true, label, done }: DecideProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [asked, setAsked] = useState<Decision | null>(null);
  const decide = useMutation({
    mutationFn: (decision: Decision) => decideNotices({ decision, which }),
    onSuccess: ({ decided }) => done(decided),
    onSettled: async () => {
      setAsked(null);
      await client.invalidateQueries({ queryKey: ['notices', 'list'] });
    },
  });
  if (asked !== null) {
    const question = asked === 'give-up' ? 'sureGiveUp' : uncertain ? 'sureUncertain' : 'sureSendAgain';
    return (
      <Notice kind={asked === 'give-up' || uncertain ? 'warn' : 'info'}>
        <p role="alert">{t(`notices.${question}`, { count })}</p>
        <div className="row">
          <Button
            size="compact-sm"
            color={asked === 'give-up' ? 'red' : undefined}
            loading={decide.isPending}
            onClick={() => decide.mutate(asked)}
          >
            {t('notices.yes')}
          </Button>
          <Button size="compact-sm" variant="subtle" color="dark" disabled={decide.isPending} onClick={() => setAsked(null)}>
            {t('action.cancel')}
          </Button>
        </div>
      </Notice>
    );
  }
  return (
    <div className="stack no-print">
      <div className="row">
        {label !== undefined && <b>{label}</b>}
        {canSend && (
          <Button size="compact-sm" variant="outline" onClick={() => setAsked('send-again')}>
            {t('notices.sendAgain')}
          </Button>
        )}
        <Button size="compact-sm" variant="subtle" color="dark" onClick={() => setAsked('give-up')}>
          {t('notices.giveUp')}
        </Button>
      </div>
      <Fault error={decide.error} />
    </div>
  );
}

/** All of one kind at once: after a mail server's bad day there are three hundred of them. */
export function DecideAll({ counts, done }: { counts: NoticeList['counts']; done: DecideProps['done'] }) {
  const { t } = useTranslation();
  return (
    <>
      {counts.dead > 1 && (
        <Decide which="dead" count={counts.dead} uncertain={false} label={t('notices.allDead', { count: counts.dead })} done={done} />
      )}
      {counts.uncertain > 1 && (
        <Decide
          which="uncertain"
          count={counts.uncertain}
          uncertain
          label={t('notices.allUncertain', { count: counts.uncertain })}
          done={done}
        />
      )}
    </>
  );
}
