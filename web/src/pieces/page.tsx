import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './page.module.css';

interface PageProps {
  title: string;
  /** What stands before the title: the number of a control, a kind. */
  eyebrow?: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

let arrived = false;

/** A page's frame: its one h1, its words, its acts. Sets the window's title and moves the focus, as a full load would. */
export function Page({ title, eyebrow, lead, actions, children }: PageProps) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} | ${t('brand')} Tejun`;
  }, [title, t]);
  useEffect(() => {
    // The first page of a visit begins at its top, with the skip link; a later one at its heading, as a full load would.
    if (arrived) heading.current?.focus({ preventScroll: true });
    arrived = true;
  }, []);
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <div className={classes.titles}>
          {eyebrow !== undefined && <div className={classes.eyebrow}>{eyebrow}</div>}
          <h1 ref={heading} tabIndex={-1} className={classes.title}>
            {title}
          </h1>
          {lead !== undefined && <p className={classes.lead}>{lead}</p>}
        </div>
        {actions !== undefined && <div className={`${classes.actions} no-print`}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

/** A titled part of a page. */
export function Section({ title, lead, actions, id, children }: Omit<PageProps, 'eyebrow'> & { id?: string }) {
  return (
    <section className={classes.section}>
      <div className={classes.sectionHead}>
        <h2 id={id} className={classes.sectionTitle}>
          {title}
        </h2>
        {actions !== undefined && <div className={`${classes.actions} no-print`}>{actions}</div>}
      </div>
      {lead !== undefined && <p className={classes.sectionLead}>{lead}</p>}
      {children}
    </section>
  );
}

/** A plain panel that holds a form or a group of values. */
export function Panel({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={`${classes.panel} ${className ?? ''}`}>{children}</div>;
}
