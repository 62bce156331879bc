import type { Clock } from '../base/clock.ts';
import { newId } from '../base/id.ts';
import { type Language, words } from '../base/text.ts';
import { ChatTransport, type Endpoints } from './channels/chat.ts';
import { MailTransport } from './channels/mail.ts';
import type { Channel } from './notice.ts';
import type { Outcome, Transport } from './outcome.ts';
import type { NotifySettings, ReadyChannel } from './settings.ts';

export interface TransportDeps {
  readonly clock: Clock;
  /** Stand-ins for the chat services, in tests. */
  readonly endpoints?: Endpoints | undefined;
}

export const openTransport = (ready: ReadyChannel, { clock, endpoints }: TransportDeps): Transport =>
  ready.channel === 'mail' ? new MailTransport(ready.settings, ready.secrets, clock) : new ChatTransport(ready, clock, endpoints);

const testText = {
  subject: words('【Tejun】通知の試し送り', '[Tejun] Test notice'),
  body: words(
    'この通知が届けば、設定は正しく働いています。何もする必要はありません。',
    'If this has arrived, the settings work. Nothing needs to be done.',
  ),
  link: words('Tejun を開く', 'Open Tejun'),
} as const;

/**
 * Sends a test message now, past the queue and its hours, and says how it ended; null where the channel is not switched on.
 * @param to for mail: the caller's own address. A test never goes to an address that somebody types in.
 */
export async function sendTest(
  settings: NotifySettings,
  deps: TransportDeps,
  { channel, to, language }: { channel: Channel; to: { address: string; name: string }; language: Language },
): Promise<Outcome | null> {
  const ready = (await settings.ready()).get(channel);
  if (!ready) return null;
  const linkUrl = await settings.publicUrl();
  const transport = openTransport(ready, deps);
  try {
    return await transport.send({
      id: newId(),
      recipient: to.address,
      recipientName: to.name,
      language,
      subject: testText.subject[language],
      bodyText: testText.body[language],
      linkUrl,
      linkLabel: linkUrl === null ? null : testText.link[language],
      calendar: null,
      about: 'test',
      urgent: true,
      createdAt: deps.clock.now(),
    });
  } finally {
    transport.close();
  }
}
