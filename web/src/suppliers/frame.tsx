import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/api-error.ts';
import { LanguageSwitch } from '../pieces/language-switch.tsx';
import { Notice, useFaultWords } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';
import { Brand } from '../shell/brand.tsx';
import classes from './answer.module.css';

/** The page of whoever has no account: brand, language, one heading. */
export function Frame({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} | ${t('brand')} Tejun`;
    heading.current?.focus({ preventScroll: true });
  }, [title, t]);
  return (
    <div className={classes.frame}>
      <header className={`${classes.header} no-print`}>
        <Brand />
        <LanguageSwitch />
      </header>
      <main className={classes.main}>
        <h1 ref={heading} tabIndex={-1} className={classes.title}>
          {title}
        </h1>
        {children}
      </main>
    </div>
  );
}

/** What the server says went wrong, in its own words where it has some: they name the question or the reason. */
export function Wrong({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const { language } = useSaid();
  const words = useFaultWords();
  if (error === null || error === undefined) return null;
  const said = error instanceof ApiError ? error.params[language] : undefined;
  return (
    <Notice kind="error" title={t('fault.title')}>
      {typeof said === 'string' ? said : words(error)}
    </Notice>
  );
}
