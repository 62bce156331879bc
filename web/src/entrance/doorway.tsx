import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { LanguageSwitch } from '../pieces/language-switch.tsx';
import { Brand } from '../shell/brand.tsx';
import classes from './doorway.module.css';

/** The frame of the screens before one is inside: the name, the language, one thing to do. */
export function Doorway({
  title,
  lead,
  children,
  aside,
}: {
  title: string;
  lead?: string | undefined;
  children: ReactNode;
  aside?: ReactNode;
}) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} | ${t('brand')} Tejun`;
    heading.current?.focus({ preventScroll: true });
  }, [title, t]);
  return (
    <div className={classes.frame}>
      <header className={classes.header}>
        <Brand />
        <LanguageSwitch />
      </header>
      <main className={classes.main}>
        <div className={classes.card}>
          {aside}
          <div>
            <h1 ref={heading} tabIndex={-1} className={classes.title}>
              {title}
            </h1>
            {lead !== undefined && <p className={classes.lead}>{lead}</p>}
          </div>
          {children}
        </div>
        <p className={classes.line}>{t('brandLine')}</p>
      </main>
    </div>
  );
}
