import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './sections.module.css';

/** What there is to see of machines, in the order in which an administrator asks. */
const sections = [
  { key: 'list', to: '/devices' },
  { key: 'software', to: '/devices/software' },
  { key: 'changes', to: '/devices/changes' },
  { key: 'inventory', to: '/devices/inventory' },
  { key: 'unknown', to: '/devices/unknown' },
  { key: 'capacity', to: '/devices/capacity' },
  { key: 'clocks', to: '/devices/clocks' },
  { key: 'groups', to: '/devices/groups' },
  { key: 'ask', to: '/devices/ask' },
] as const;

/** The tabs under 端末; they scroll sideways on a phone. */
export function DeviceSections() {
  const { t } = useTranslation();
  const bar = useRef<HTMLElement>(null);
  // Where they do not all fit, the one whose page this is stands in the middle.
  useEffect(() => {
    const here = bar.current?.querySelector<HTMLElement>('[aria-current="page"]');
    if (!bar.current || !here) return;
    bar.current.scrollLeft = here.offsetLeft - bar.current.offsetLeft - (bar.current.clientWidth - here.offsetWidth) / 2;
  }, []);
  return (
    <nav ref={bar} className={`${classes.tabs} no-print`} aria-label={t('devices.sections.label')}>
      <ul>
        {sections.map(({ key, to }) => (
          <li key={key}>
            <Link
              to={to}
              className={classes.tab}
              activeOptions={{ exact: true, includeSearch: false }}
              activeProps={{ className: classes.active, 'aria-current': 'page' }}
            >
              {t(`devices.sections.${key}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
