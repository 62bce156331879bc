import { useTranslation } from 'react-i18next';

const two = (value: number): string => String(value).padStart(2, '0');

/** `2026-11-22` in the reader's zone. */
export function dayOf(at: Date): string {
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** `2026-11-22 14:03` in the reader's zone. */
export function momentOf(iso: string): string {
  const at = new Date(iso);
  return `${dayOf(at)} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** A moment as a person reads it, machine readable beside it. `ago` adds how long ago that was. */
export function When({ at, ago = false, none }: { at: string | null; ago?: boolean; none?: string }) {
  const { t } = useTranslation();
  const passed = useAgo();
  if (at === null) return <span className="quiet">{none ?? t('time.never')}</span>;
  return (
    <time dateTime={at} className="number">
      {momentOf(at)}
      {ago && <span className="quiet"> ({passed(at)})</span>}
    </time>
  );
}

/** 3分前 / 3 minutes ago. */
export function useAgo(): (iso: string) => string {
  const { t } = useTranslation();
  return (iso) => {
    const minutes = Math.floor((Date.now() - new Date(iso).getTime()) / 60_000);
    if (minutes < 1) return t('time.now');
    if (minutes < 60) return t('time.minutes', { count: minutes });
    if (minutes < 48 * 60) return t('time.hours', { count: Math.floor(minutes / 60) });
    return t('time.days', { count: Math.floor(minutes / 1440) });
  };
}
