import { Fault } from '../base/fault.ts';
import { sha256Hex } from '../base/hash.ts';
import { newId } from '../base/id.ts';
import type { Tx } from '../db/pool.ts';
import { addressCharsMax, mailAddress } from './address.ts';
import { calendarPart } from './calendar-part.ts';
import {
  type ChatNotice,
  keyCharsMax,
  lineCharsMax,
  linesMax,
  linkCharsMax,
  type NewNotice,
  nameCharsMax,
  noticesMax,
  subjectCharsMax,
} from './notice.ts';
import { chatChannelsOn } from './settings.store.ts';
import { insertNotices, type QueuedNotice } from './store.ts';

/** Whatever ends a line or controls a terminal. In a subject or a name it is an attempt to add a header, or a mistake of ours. */
const control = /[\u0000-\u001f\u007f\u0085\u2028\u2029]/;

/**
 * Puts notices into the queue, within the caller's transaction: they leave only if it is committed. Returns how many were new.
 * An address that is none does not stop the others: its notice goes to the dead letters at once, where the administrator sees it.
 * @throws Fault `bad-request` for a line break in a subject, name or address, for what is too long, and for a link that is none
 */
export async function enqueue(tx: Tx, at: Date, notices: readonly NewNotice[]): Promise<number> {
  if (notices.length > noticesMax) throw new Fault('bad-request', { problem: 'too many notices at once', noticesMax });
  if (notices.length === 0) return 0;
  return insertNotices(
    tx,
    at,
    notices.map((notice) => queuedNotice(at, notice)),
  );
}

/** The same notice to every chat channel that is switched on. Returns how many were new. */
export async function announce(tx: Tx, at: Date, notice: Omit<ChatNotice, 'channel'>): Promise<number> {
  const on = await chatChannelsOn(tx);
  return enqueue(
    tx,
    at,
    on.map((channel) => ({ ...notice, channel, dedupeKey: `${notice.dedupeKey} ${channel}` })),
  );
}

function queuedNotice(at: Date, notice: NewNotice): QueuedNotice {
  const { channel, language, text, about, dedupeKey } = notice;
  const to = notice.channel === 'mail' ? notice.to : { address: '', name: '', person: null };
  refuseUnfit(notice, { address: to.address, name: to.name });
  const address = channel === 'mail' ? mailAddress(to.address.trim()) : '';
  const recipient = address ?? to.address.trim().toWellFormed();
  // Half a character, as a file cut in the wrong place has it, would make the database refuse the whole call.
  const subject = text.subject.trim().toWellFormed();
  const bodyText = text.lines
    .map((line) => line.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, ''))
    .join('\n')
    .toWellFormed();
  return {
    id: newId(),
    channel,
    recipient: recipient === '' && channel === 'mail' ? '-' : recipient,
    recipientName: to.name.trim().toWellFormed(),
    toPerson: to.person ?? null,
    language,
    subject,
    bodyText,
    linkLabel: text.link?.label.toWellFormed() ?? null,
    linkUrl: text.link?.url ?? null,
    calendar:
      text.date === undefined
        ? null
        : calendarPart({
            uid: `${sha256Hex(`${about}\n${recipient}`).slice(0, 32)}@tejun`,
            stamp: at,
            date: text.date,
            summary: subject,
            description: bodyText,
          }),
    about,
    dedupeKey,
    urgent: notice.urgent === true,
    nextAt: notice.notBefore ?? at,
    dead: address === null,
  };
}

function refuseUnfit({ text, about, dedupeKey }: NewNotice, to: { address: string; name: string }): void {
  const refuse = (problem: string): never => {
    throw new Fault('bad-request', { problem, about: about.slice(0, keyCharsMax) });
  };
  const oneLine: readonly (readonly [string, string, number])[] = [
    ['subject', text.subject, subjectCharsMax],
    ['name', to.name, nameCharsMax],
    ['address', to.address, addressCharsMax],
    ['link label', text.link?.label ?? '', nameCharsMax],
    ['about', about, keyCharsMax],
    ['key', dedupeKey, keyCharsMax],
  ];
  for (const [what, value, charsMax] of oneLine) {
    if (control.test(value)) refuse(`a line break or control character in the ${what}`);
    if (value.length > charsMax) refuse(`the ${what} is longer than ${charsMax} characters`);
  }
  if (text.subject.trim() === '') refuse('no subject');
  if (text.lines.length > linesMax) refuse(`more than ${linesMax} lines`);
  if (text.lines.some((line) => line.length > lineCharsMax)) refuse(`a line is longer than ${lineCharsMax} characters`);
  if (text.link !== null) {
    const { url } = text.link;
    if (url.length > linkCharsMax || control.test(url) || !URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
      refuse('the link is no web address');
  }
}
