import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { todaySchema } from '../../../src/api/contract-today.ts';
import { get } from './client.ts';

export type Today = z.infer<typeof todaySchema>;
export type TodayLine = Today['lines'][number];

export const todayQuery = queryOptions({ queryKey: ['today'], queryFn: () => get<Today>('/api/today'), refetchInterval: 60_000 });
