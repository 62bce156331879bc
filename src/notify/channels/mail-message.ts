import MailComposer from 'nodemailer/lib/mail-composer';
import { mailAddress } from '../address.ts';
import type { Sendable } from '../outcome.ts';
import { mailHtml, mailText } from '../render.ts';
import type { MailSettings } from '../settings-check.ts';

/**
 * The bytes of a mail: text and HTML side by side, UTF-8, the calendar entry as an attachment. (As a third alternative Outlook would
 * show an invitation in place of the words.)
 */
export function mailMessage(settings: MailSettings, notice: Sendable, at: Date): Promise<Buffer> {
  const composer = new MailComposer({
    from: { name: settings.fromName, address: mailAddress(settings.fromAddress) ?? settings.fromAddress },
    to: { name: notice.recipientName, address: notice.recipient },
    ...(settings.replyTo === '' ? {} : { replyTo: mailAddress(settings.replyTo) ?? settings.replyTo }),
    subject: notice.subject,
    // The same on every attempt, so that a mail that a person sends again is known as the same one where it arrives.
    messageId: messageId(settings, notice.id),
    date: at,
    headers: {
      // RFC 3834: no holiday reply to what a machine sent.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': notice.language,
    },
    text: mailText(notice),
    html: mailHtml(notice),
    attachments:
      notice.calendar === null
        ? []
        : [{ filename: 'tejun.ics', content: notice.calendar, contentType: 'text/calendar; charset=utf-8; method=PUBLISH' }],
    // Only what stands here is put in: nothing is read from the disk or fetched, whatever a text says.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return new Promise((resolve, reject) => {
    composer.compile().build((error, message) => (error || !message ? reject(error ?? new Error('no message')) : resolve(message)));
  });
}

export const messageId = (settings: Pick<MailSettings, 'fromAddress'>, id: string): string =>
  `<${id}@${(mailAddress(settings.fromAddress) ?? 'x@tejun.invalid').split('@')[1]}>`;
