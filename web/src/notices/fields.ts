import type { Channel } from '../api/notices.ts';

/** What a channel asks for, in the order of the screen. */
export type Field = 'host' | 'port' | 'tls' | 'user' | 'fromAddress' | 'fromName' | 'replyTo' | 'publicUrl' | ChatField | SecretName;
export type ChatField = 'roomId' | 'clientId' | 'serviceAccount' | 'botId' | 'channelId';
export const secretNames = ['password', 'url', 'token', 'clientSecret', 'privateKey', 'secret'] as const;
export type SecretName = (typeof secretNames)[number];
export const isSecret = (field: Field): field is SecretName => secretNames.some((name) => name === field);
export const isChatField = (field: Field): field is ChatField =>
  ['roomId', 'clientId', 'serviceAccount', 'botId', 'channelId'].includes(field);

export const fieldsOf: Readonly<Record<Channel, readonly Field[]>> = {
  mail: ['host', 'port', 'tls', 'user', 'password', 'fromAddress', 'fromName', 'replyTo', 'publicUrl'],
  slack: ['url'],
  teams: ['url'],
  chatwork: ['roomId', 'token'],
  lineworks: ['clientId', 'clientSecret', 'serviceAccount', 'privateKey', 'botId', 'channelId'],
  webhook: ['url', 'secret'],
};
