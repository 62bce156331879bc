import { UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Outlet, useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { SidePanel } from '../pieces/dialog.tsx';
import { LanguageSwitch } from '../pieces/language-switch.tsx';
import { momentOf } from '../pieces/when.tsx';
import { Brand } from './brand.tsx';
import { useMe } from './me.tsx';
import { isReader } from './nav.ts';
import { Navigation } from './navigation.tsx';
import { Search } from './search.tsx';
import classes from './shell.module.css';
import { UserMenu } from './user-menu.tsx';

/** The frame around every page of a signed-in person: skip link, header, navigation by nouns, main. */
export function Shell() {
  const { t } = useTranslation();
  const me = useMe();
  const [menuOpen, menu] = useDisclosure(false);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: following a link of the menu closes it
  useEffect(() => menu.close(), [pathname]);
  return (
    <div className={classes.frame}>
      <a className={classes.skip} href="#main">
        {t('shell.skip')}
      </a>
      <header className={`${classes.header} no-print`}>
        <UnstyledButton className={classes.burger} onClick={menu.open} aria-label={t('nav.open')} aria-expanded={menuOpen}>
          <svg viewBox="0 0 20 20" aria-hidden="true">
            <path d="M3 5.5h14M3 10h14M3 14.5h14" />
          </svg>
        </UnstyledButton>
        <Brand />
        <div className={classes.tools}>
          {isReader(me.roles) && <Search />}
          <span className={classes.wide}>
            <LanguageSwitch />
          </span>
          <UserMenu me={me} />
        </div>
      </header>
      <div className={`${classes.side} no-print`}>
        <Navigation roles={me.roles} />
      </div>
      <SidePanel opened={menuOpen} close={menu.close} title={<Brand />}>
        <Navigation roles={me.roles} />
        <div className={classes.drawerFoot}>
          <LanguageSwitch />
        </div>
      </SidePanel>
      <p className={`print-only ${classes.printed}`}>
        {t('brand')} Tejun · {location.pathname} · {t('shell.printed')} {momentOf(new Date().toISOString())} · {me.name}
      </p>
      <main id="main" tabIndex={-1} className={classes.main}>
        <Outlet />
      </main>
    </div>
  );
}
