import { Link, type LinkProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import classes from './pages.module.css';

interface PagesProps {
  offset: number;
  size: number;
  total: number;
  link: (offset: number) => LinkProps;
}

/** From page to page of a long list, and where in it one is. Pages are addresses: they can be kept, sent and printed. */
export function Pages({ offset, size, total, link }: PagesProps) {
  const { t } = useTranslation();
  if (total <= size && offset === 0) return null;
  const last = Math.floor(Math.max(0, total - 1) / size) * size;
  const steps = [
    { to: 0, label: t('pages.first'), sign: '«', on: offset > 0 },
    { to: Math.max(0, offset - size), label: t('pages.previous'), sign: '‹', on: offset > 0 },
    { to: offset + size, label: t('pages.next'), sign: '›', on: offset + size < total },
    { to: last, label: t('pages.last'), sign: '»', on: offset < last },
  ];
  return (
    <nav className={`${classes.pages} no-print`} aria-label={t('pages.label')}>
      {steps.slice(0, 2).map((step) => (
        <Step key={step.label} {...step} link={link} />
      ))}
      <span className={classes.range} role="status">
        {t('pages.range', {
          from: Math.min(offset + 1, total).toLocaleString(),
          to: Math.min(offset + size, total).toLocaleString(),
          total: total.toLocaleString(),
        })}
      </span>
      {steps.slice(2).map((step) => (
        <Step key={step.label} {...step} link={link} />
      ))}
    </nav>
  );
}

function Step({ to, label, sign, on, link }: { to: number; label: string; sign: string; on: boolean; link: PagesProps['link'] }) {
  if (!on) {
    return (
      <span className={classes.off} aria-hidden="true">
        {sign}
      </span>
    );
  }
  return (
    <Link {...link(to)} className={classes.step} aria-label={label} title={label}>
      {sign}
    </Link>
  );
}
