import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useSearch } from '@tanstack/react-router';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ownLeafletsQuery } from '../api/leaflets.ts';
import type { Readable, VersionSummary } from '../api/procedures.ts';
import { inForceQuery, type ReadableControl } from '../api/versions.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { LinkButton } from '../pieces/link.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Page } from '../pieces/page.tsx';
import { useMe } from '../shell/me.tsx';
import { isReader } from '../shell/nav.ts';
import { Chapter } from './book.tsx';
import { Contents, Find, PastDay, PickDay } from './book-tools.tsx';
import { Downloads } from './downloads.tsx';
import { holds, wordsOf } from './find.ts';
import classes from './in-force.module.css';
import { effectiveDay } from './state.tsx';

/** The rules that count, for everybody in the company: as a book, with contents, search, and any past day. */
export function InForcePage() {
  const { t } = useTranslation();
  const { at } = useSearch({ from: '/inside/procedures/in-force' });
  const query = useQuery(inForceQuery(at));
  const version = query.data?.version ?? null;
  return (
    <Page
      title={t('rules.title')}
      lead={
        version === null
          ? undefined
          : t('rules.lead', { company: query.data?.company, number: version.number, date: effectiveDay(version) })
      }
    >
      {at === undefined && <OwnLeafletsHint />}
      <Answer query={query} what={t('rules.title')}>
        {(readable) =>
          readable.version === null ? <NothingYet at={at} /> : <Book readable={readable} version={readable.version} at={at} />
        }
      </Answer>
    </Page>
  );
}

/** The leaflet is how most people meet these rules: whoever still has one to confirm is led to it. */
function OwnLeafletsHint() {
  const { t } = useTranslation();
  const reader = isReader(useMe().roles);
  const { data } = useQuery(ownLeafletsQuery);
  if (data === undefined || data.leaflets.length === 0) return null;
  const waiting = data.leaflets.filter(({ acknowledged }) => acknowledged === null).length;
  if (waiting > 0) {
    return (
      <Notice kind="warn">
        <p>{t('rules.leafletWaits', { count: waiting })}</p>
        <Link to="/procedures/leaflets">{t('rules.toLeaflets')}</Link>
      </Notice>
    );
  }
  if (reader) return null;
  return (
    <p className="no-print">
      <Link to="/procedures/leaflets">{t('leaflets.own')}</Link>
    </p>
  );
}

function NothingYet({ at }: { at: string | undefined }) {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <Empty title={at === undefined ? t('rules.empty') : t('rules.emptyAt', { date: at })}>
      <p>{at === undefined ? t('rules.emptyBody') : t('rules.emptyAtBody')}</p>
      {at === undefined && isReader(me.roles) && <LinkButton to="/procedures">{t('rules.toDraft')}</LinkButton>}
      {at !== undefined && (
        <Link to="/procedures/in-force" search={{}}>
          {t('rules.now')}
        </Link>
      )}
    </Empty>
  );
}

function Book({ readable, version, at }: { readable: Readable; version: VersionSummary; at: string | undefined }) {
  const { t } = useTranslation();
  const search = useSearch({ from: '/inside/procedures/in-force' });
  const me = useMe();
  const { hash } = useLocation();
  const [q, setQ] = useState(search.q ?? '');
  const looked = useDeferredValue(q);
  const words = useMemo(() => wordsOf(looked), [looked]);
  const found = useMemo(() => foundIn(readable, words), [readable, words]);
  // The clause that the address names is there only now that the data is.
  useEffect(() => {
    if (hash !== '') document.getElementById(hash)?.scrollIntoView();
  }, [hash]);
  return (
    <>
      {at !== undefined && <PastDay version={version} at={at} />}
      <div className={`${classes.tools} no-print`}>
        <Find q={q} change={setQ} />
        <PickDay key={at} at={at} />
        <div className={classes.out}>
          {isReader(me.roles) && <Downloads what="procedures" version={version.id} name={t('rules.version', { number: version.number })} />}
          <Button variant="default" size="compact-sm" onClick={() => window.print()}>
            {t('action.print')}
          </Button>
        </div>
      </div>
      <div className={classes.columns}>
        <Contents controls={found} />
        <div className={classes.book}>
          {words.length > 0 && (
            <p className="small" role="status">
              {found.length === 0
                ? t('rules.foundNone', { q: looked.trim() })
                : t('rules.found', { clauses: found.reduce((sum, control) => sum + control.clauses.length, 0) })}
            </p>
          )}
          {found.map((control) => (
            <Chapter key={control.id} control={control} words={words} />
          ))}
        </div>
      </div>
    </>
  );
}

/** Chapters with the clauses that hold every word; a chapter whose title holds them stays whole. */
function foundIn(readable: Readable, words: readonly string[]): readonly ReadableControl[] {
  if (words.length === 0) return readable.controls;
  return readable.controls.flatMap((control) => {
    const own = `${control.id} ${control.title.ja} ${control.title.en} ${control.purpose.ja} ${control.purpose.en}`;
    if (holds(own, words)) return [control];
    const clauses = control.clauses.filter((clause) => {
      const said = (['ja', 'en'] as const).map((language) =>
        clause.pieces[language].map((piece) => ('text' in piece ? piece.text : piece.said)).join(''),
      );
      return holds(`${clause.id} ${said.join(' ')} ${clause.necessity}`, words);
    });
    return clauses.length === 0 ? [] : [{ ...control, clauses }];
  });
}
