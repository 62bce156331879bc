export { mailAddress } from './address.ts';
export type { Endpoints } from './channels/chat.ts';
export { type Decide, type Decision, decideMax, decideNotices } from './decide.ts';
export { announce, enqueue } from './enqueue.ts';
export {
  type Channel,
  type ChatChannel,
  type ChatNotice,
  channels,
  type MailNotice,
  type NewNotice,
  type NoticeDate,
  type NoticeState,
  type NoticeText,
  noticeStates,
  type Problem,
  problems,
} from './notice.ts';
export type { Outcome } from './outcome.ts';
export { attemptsMax, type QuietHours, Sender, type SenderDeps } from './sender.ts';
export { type ChannelView, NotifySettings, publicUrlOf, type SaveChannel, type Vault } from './settings.ts';
export { type SettingsProblem, secretNames, tlsModes, webhookSecretCharsMin } from './settings-check.ts';
export { countNotices, listNotices, type NoticeRow } from './store.ts';
export { sendTest, type TransportDeps } from './transports.ts';
