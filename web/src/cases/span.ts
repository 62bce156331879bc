import { useTranslation } from 'react-i18next';

/** A length of time as a person says it: 3日, 4時間, 20分; the two greatest units where the greater one is small. */
export function useSpan(): (seconds: number) => string {
  const { t } = useTranslation();
  return (seconds) => {
    const minutes = Math.floor(Math.max(0, seconds) / 60);
    const hours = Math.floor(minutes / 60);
    const days = Math.floor(hours / 24);
    if (days >= 3) return t('cases.span.days', { count: days });
    if (days >= 1) return joined(t('cases.span.days', { count: days }), hours % 24 > 0 && t('cases.span.hours', { count: hours % 24 }));
    if (hours >= 1)
      return joined(t('cases.span.hours', { count: hours }), minutes % 60 > 0 && t('cases.span.minutes', { count: minutes % 60 }));
    return minutes >= 1 ? t('cases.span.minutes', { count: minutes }) : t('cases.span.moment');
  };
}

const joined = (greater: string, smaller: string | false): string => (smaller === false ? greater : `${greater} ${smaller}`);
