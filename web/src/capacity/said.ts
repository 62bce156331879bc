import { useTranslation } from 'react-i18next';
import type { Disk, Metric, Outlook } from '../api/capacity-types.ts';

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** 931 GiB. */
export function saidBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${value >= 100 || unit === 0 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** Words for numbers and outlooks. */
export function useCapacityWords() {
  const { t } = useTranslation();
  return {
    value: (metric: Metric, value: number): string =>
      metric === 'response'
        ? t('capacity.ms', { value: Math.round(value) })
        : t('capacity.percent', { value: Math.round(value * 10) / 10 }),
    size: (metric: Metric, size: number): string => (metric === 'disk' ? saidBytes(size) : size.toLocaleString()),
    item: ({ metric, item }: Pick<Disk, 'metric' | 'item'>): string => (metric === 'inodes' ? t('capacity.inodes', { item }) : item),
    trend: (trend: number | null): string =>
      trend === null
        ? t('capacity.trendNone')
        : t('capacity.trendPoints', { sign: trend > 0 ? '+' : trend < 0 ? '−' : '±', points: Math.abs(trend) }),
    outlook: ({ kind, because, cause, fullOn }: Pick<Outlook, 'kind' | 'because' | 'cause' | 'fullOn'>): string => {
      if (cause === 'full') return t('capacity.full');
      if (fullOn !== null) return t('capacity.fullOn', { day: fullOn });
      if (cause === 'steps') return t('capacity.steps');
      if (kind === 'silent') return t(because === 'gaps' ? 'capacity.gaps' : 'capacity.short');
      return t('capacity.stable');
    },
    range: ({ fullOn, lowOn, highOn, unless, cause }: Outlook): string | null => {
      if (fullOn === null || lowOn === null || cause === 'full') return null;
      if (cause === 'clean-up-overdue') return t('capacity.cleanOverdue');
      if (unless !== null) return t('capacity.unlessCleaned');
      return highOn === null ? t('capacity.fullAfter', { low: lowOn }) : t('capacity.fullBetween', { low: lowOn, high: highOn });
    },
  };
}
