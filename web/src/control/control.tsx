import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { boardQuery, controlQuery } from '../api/queries.ts';
import type { Control } from '../api/types.ts';
import { Answer } from '../pieces/answer.tsx';
import { Page } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { ClauseBlock } from './clause.tsx';
import classes from './control.module.css';
import { ControlSide } from './side.tsx';

/** The heart of the product: the company's own sentences, and beside each what runs and what it proves. */
export function ControlPage() {
  const { id } = useParams({ from: '/inside/controls/$id' });
  const { t } = useTranslation();
  const { say } = useSaid();
  const query = useQuery(controlQuery(id));
  const control = query.data?.id === id ? query.data : undefined;
  return (
    <Page
      key={id}
      eyebrow={
        <>
          <Link to="/controls">{t('nav.controls')}</Link> / <span className="number">{id}</span>
        </>
      }
      title={control === undefined ? id : `${id} ${say(control.title)}`}
      lead={control === undefined ? undefined : say(control.purpose)}
      actions={<Neighbours id={id} />}
    >
      <Answer query={query} what={id}>
        {(data) => <Clauses control={data} />}
      </Answer>
    </Page>
  );
}

function Clauses({ control }: { control: Control }) {
  const { t } = useTranslation();
  const { hash } = useLocation();
  // The clause that the address names is there only now that the data is.
  useEffect(() => {
    if (hash !== '') document.getElementById(hash)?.scrollIntoView();
  }, [hash]);
  return (
    <div className={classes.columns}>
      <section aria-label={t('control.clauses')} className={classes.clauses}>
        <h2 className="unseen">{t('control.clauses')}</h2>
        {control.clauses.map((clause) => (
          <ClauseBlock key={clause.id} clause={clause} params={control.params} named={hash === clause.id} />
        ))}
      </section>
      <ControlSide control={control} />
    </div>
  );
}

/** To the control before and after, in the order of the board. */
function Neighbours({ id }: { id: string }) {
  const { t } = useTranslation();
  const ids = useQuery(boardQuery).data?.controls.map((control) => control.id) ?? [];
  const at = ids.indexOf(id);
  const before = at > 0 ? ids[at - 1] : undefined;
  const after = at >= 0 ? ids[at + 1] : undefined;
  return (
    <nav className={classes.neighbours} aria-label={t('control.neighbours')}>
      {before !== undefined && (
        <Link to="/controls/$id" params={{ id: before }} title={t('control.previous')}>
          ← {before}
        </Link>
      )}
      {after !== undefined && (
        <Link to="/controls/$id" params={{ id: after }} title={t('control.next')}>
          {after} →
        </Link>
      )}
    </nav>
  );
}
