import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import { type Channel, sendTestNotice, type TestedNotice } from '../api/notices.ts';
import { Fault, Notice } from '../pieces/notice.tsx';
import classes from './notices.module.css';
import { OutsideWords, SettingFault } from './said.tsx';

/** Sends a message now and tells in words how it ended, with what the other side said. */
export function TestButton({ channel, ready }: { channel: Channel; ready: boolean }) {
  const { t } = useTranslation();
  const test = useMutation({ mutationFn: () => sendTestNotice(channel) });
  const isOff = test.error instanceof ApiError && test.error.code === 'not-ready';
  return (
    <div className={classes.test}>
      <div className="row">
        <Button type="button" variant="outline" disabled={!ready} loading={test.isPending} onClick={() => test.mutate()}>
          {t('notices.test')}
        </Button>
        <span className="small quiet">
          {!ready ? t('notices.settingProblems.off') : channel === 'mail' ? t('notices.testMailHint') : t('notices.testChatHint')}
        </span>
      </div>
      {isOff ? <SettingFault problem="off" /> : <Fault error={test.error} />}
      {test.data !== undefined && !test.isPending && <Ended tested={test.data} />}
    </div>
  );
}

function Ended({ tested }: { tested: TestedNotice }) {
  const { t } = useTranslation();
  if (tested.outcome === 'taken')
    return <Notice kind="done">{tested.to === null ? t('notices.testTaken') : t('notices.testTakenMail', { to: tested.to })}</Notice>;
  return (
    <Notice
      kind={tested.outcome === 'refused' ? 'error' : 'warn'}
      title={tested.outcome === 'refused' ? t('notices.testRefused') : t('notices.testUncertain')}
    >
      {tested.problem !== null && <p>{t(`notices.problems.${tested.problem}`)}</p>}
      <OutsideWords words={tested.words} />
    </Notice>
  );
}
