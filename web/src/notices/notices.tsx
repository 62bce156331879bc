import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type ChannelView, noticeSettingsQuery } from '../api/notices.ts';
import { Answer } from '../pieces/answer.tsx';
import { Page, Section } from '../pieces/page.tsx';
import { ChannelForm } from './channel-form.tsx';
import { fieldsOf } from './fields.ts';
import classes from './notices.module.css';
import { Queue } from './queue.tsx';

/** Notices: first what a person has to decide on, then how they are sent. */
export function NoticesPage() {
  const { t } = useTranslation();
  const settings = useQuery(noticeSettingsQuery);
  return (
    <Page title={t('notices.title')} lead={t('notices.lead')}>
      <Section id="queue" title={t('notices.queue')} lead={t('notices.queueLead')}>
        <Queue />
      </Section>
      <Answer query={settings} what={t('notices.title')}>
        {({ channels }) => <Channels channels={channels} />}
      </Answer>
    </Page>
  );
}

function Channels({ channels }: { channels: readonly ChannelView[] }) {
  const { t } = useTranslation();
  const mail = channels.find(({ channel }) => channel === 'mail');
  return (
    <>
      {mail !== undefined && (
        <Section id="mail" title={t('notices.mail')} lead={t('notices.mailLead')}>
          <div className={classes.form}>
            <ChannelForm view={mail} fields={fieldsOf.mail} />
          </div>
        </Section>
      )}
      <Section id="chat" title={t('notices.chat')} lead={t('notices.chatLead')}>
        <div className={classes.channels}>
          {channels
            .filter(({ channel }) => channel !== 'mail')
            .map((view) => (
              <details key={view.channel} className={classes.channel}>
                <summary className={classes.summary}>
                  <b>{t(`notices.names.${view.channel}`)}</b>
                  <span className={view.enabled ? classes.on : 'quiet'}>{view.enabled ? t('notices.on') : t('notices.off')}</span>
                </summary>
                <div className={classes.form}>
                  <p className="small">{t(`notices.channelHints.${view.channel}`)}</p>
                  <ChannelForm view={view} fields={fieldsOf[view.channel]} />
                </div>
              </details>
            ))}
        </div>
      </Section>
    </>
  );
}
