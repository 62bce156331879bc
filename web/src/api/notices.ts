/** Notices: how they are sent, what waits and what did not arrive. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type * as contract from '../../../src/api/contract-notices.ts';
import type { NoticeSearch } from '../shell/addresses.ts';
import { change, get, queryOf } from './client.ts';

export type NoticeSettings = z.infer<typeof contract.noticeSettingsSchema>;
export type ChannelView = NoticeSettings['channels'][number];
export type Channel = ChannelView['channel'];
export type NoticeList = z.infer<typeof contract.noticeListSchema>;
export type NoticeRow = NoticeList['notices'][number];
export type TestedNotice = z.infer<typeof contract.testedNoticeSchema>;
type Decide = z.infer<typeof contract.decideNoticesSchema>;

/** What the person has entered; the server reads it strictly and says what does not fit. */
export interface SaveChannel {
  readonly channel: Channel;
  readonly enabled: boolean;
  readonly version: number;
  readonly settings: Readonly<Record<string, string | number>>;
  readonly secrets: Readonly<Record<string, string | null | undefined>>;
}

export const noticesPageSize = 50;
const followMs = 15_000;

export const noticeSettingsQuery = queryOptions({
  queryKey: ['notices', 'settings'],
  queryFn: () => get<NoticeSettings>('/api/notices/settings'),
});
export const noticesQuery = (search: NoticeSearch) =>
  queryOptions({
    queryKey: ['notices', 'list', search],
    queryFn: () => get<NoticeList>(`/api/notices${queryOf({ ...search, limit: noticesPageSize })}`),
    placeholderData: keepPreviousData,
    refetchInterval: followMs,
  });

export const saveChannel = (wanted: SaveChannel) => change('PUT', '/api/notices/settings', wanted);
export const sendTestNotice = (channel: Channel) => change<TestedNotice>('POST', '/api/notices/test', { channel });
export const decideNotices = (decide: Decide) => change<{ decided: number }>('POST', '/api/notices/decide', decide);
