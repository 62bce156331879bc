import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { ownDevicesSchema, reportSchema, todaySchema } from '../../../src/api/contract-today.ts';
import { get, queryOf } from './client.ts';

export type Today = z.infer<typeof todaySchema>;
export type TodayLine = Today['lines'][number];

export const todayQuery = queryOptions({ queryKey: ['today'], queryFn: () => get<Today>('/api/today'), refetchInterval: 60_000 });

export type OwnDevices = z.infer<typeof ownDevicesSchema>;
export type OwnDevice = OwnDevices['devices'][number];
export const ownDevicesQuery = queryOptions({
  queryKey: ['own-devices'],
  queryFn: () => get<OwnDevices>('/api/me/devices'),
  refetchInterval: 60_000,
});

export type Report = z.infer<typeof reportSchema>;
export const reportQuery = (month: string | undefined) =>
  queryOptions({ queryKey: ['report', month], queryFn: () => get<Report>(`/api/report${queryOf({ month })}`) });
