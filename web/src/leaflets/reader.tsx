import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, download } from '../api/client.ts';
import { acknowledgeLeaflet, type OpenLeaflet, openLeafletQuery } from '../api/leaflets.ts';
import { Loading } from '../pieces/answer.tsx';
import { LanguageSwitch } from '../pieces/language-switch.tsx';
import { Fault, Notice } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';
import { dayOf } from '../pieces/when.tsx';
import { Brand } from '../shell/brand.tsx';
import { Confirm } from './confirm.tsx';
import classes from './reader.module.css';
import { Receipt } from './receipt.tsx';
import { Sheet } from './sheet.tsx';

const storageKey = 'tejun.leaflet';

/**
 * The secret stands behind `#`. It is wiped from the address bar, so that it stays in no history and no screenshot; for as long as
 * this tab is open it is kept, because people pull a page down to load it again.
 */
function takeToken(): string {
  const token = location.hash.slice(1);
  try {
    if (token === '') return sessionStorage.getItem(storageKey) ?? '';
    sessionStorage.setItem(storageKey, token);
  } catch {
    // A browser that keeps nothing leaves the secret where it is: loading again must still work.
    return token;
  }
  history.replaceState(history.state, '', location.pathname);
  return token;
}

/** The page behind a mail's link: read, confirm, done. No account, one page, made for a phone. */
export function LeafletReaderPage() {
  const { t } = useTranslation();
  const [token, setToken] = useState(takeToken);
  useEffect(() => {
    // The link of another mail in the same tab changes nothing but what stands behind the #.
    const follow = () => {
      if (location.hash.length > 1) setToken(takeToken());
    };
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const query = useQuery(openLeafletQuery(token));
  if (token === '') {
    return (
      <Frame title={t('leaflet.noToken')}>
        <Notice kind="warn">{t('leaflet.noTokenBody')}</Notice>
      </Frame>
    );
  }
  if (query.data !== undefined) return <Leaflet key={query.data.id} token={token} leaflet={query.data} />;
  if (query.isError) {
    const dead = query.error instanceof ApiError && (query.error.code === 'link-expired' || query.error.code === 'bad-request');
    return (
      <Frame title={dead ? t('leaflet.dead') : t('state.failed')}>
        {dead ? (
          <Notice kind="warn">{t('leaflet.deadBody')}</Notice>
        ) : (
          <>
            <Fault error={query.error} />
            <Button onClick={() => query.refetch()}>{t('state.retry')}</Button>
          </>
        )}
      </Frame>
    );
  }
  return (
    <Frame title={t('leaflet.title')}>
      <Loading what={t('leaflet.checking')} />
    </Frame>
  );
}

function Frame({ title, eyebrow, children }: { title: string; eyebrow?: ReactNode; children: ReactNode }) {
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
        <div>
          {eyebrow}
          <h1 ref={heading} tabIndex={-1} className={classes.title}>
            {title}
          </h1>
        </div>
        {children}
      </main>
    </div>
  );
}

function Leaflet({ token, leaflet }: { token: string; leaflet: OpenLeaflet }) {
  const { t } = useTranslation();
  const { language, say } = useSaid();
  const client = useQueryClient();
  const { acknowledged } = leaflet;
  return (
    <Frame title={say(leaflet.title)} eyebrow={<p className={classes.company}>{leaflet.company}</p>}>
      <div className={classes.facts}>
        <span>{t('leaflet.to', { name: leaflet.reader })}</span>
        <span>{t('leaflet.version', { version: leaflet.version })}</span>
        <span>{t('leaflet.sent', { date: dayOf(new Date(leaflet.sentAt)) })}</span>
        {acknowledged === null && !leaflet.overdue && <b>{t('leaflet.due', { date: leaflet.dueOn })}</b>}
      </div>
      {acknowledged !== null && <Receipt acknowledged={acknowledged} version={leaflet.version} />}
      {acknowledged === null && leaflet.overdue && <Notice kind="warn">{t('leaflet.overdue', { date: leaflet.dueOn })}</Notice>}
      {acknowledged === null ? <Opening leaflet={leaflet} /> : <h2 className={classes.part}>{t('leaflet.read')}</h2>}
      <Sheet lines={leaflet.lines} language={language} large heading={acknowledged === null ? 'h2' : 'h3'} />
      {leaflet.gone.length > 0 && (
        <section>
          <h2 className={classes.part}>{t('leaflet.gone')}</h2>
          <ul className={classes.gone}>
            {leaflet.gone.map((words) => (
              <li key={words.ja}>
                <s>{say(words)}</s>
              </li>
            ))}
          </ul>
        </section>
      )}
      {acknowledged === null && (
        <Confirm
          leaflet={leaflet}
          acknowledge={(answer) => acknowledgeLeaflet(token, answer)}
          done={(read) => {
            client.setQueryData(openLeafletQuery(token).queryKey, read);
            scrollTo({ top: 0 });
          }}
        />
      )}
      <Keep token={token} />
    </Frame>
  );
}

/** What the page is for, and how much of it is new. */
function Opening({ leaflet }: { leaflet: OpenLeaflet }) {
  const { t } = useTranslation();
  const changed = leaflet.lines.filter((line) => line.changed).length;
  return (
    <div className={classes.opening}>
      <p>{t('leaflet.lead')}</p>
      {leaflet.again && (
        <p>{changed === 0 && leaflet.gone.length === 0 ? t('leaflet.againNone') : t('leaflet.again', { count: changed })}</p>
      )}
    </div>
  );
}

function Keep({ token }: { token: string }) {
  const { t } = useTranslation();
  const { language } = useSaid();
  const pdf = useMutation({ mutationFn: () => download('POST', '/api/leaflet/pdf', 'leaflet.pdf', { token, lang: language }) });
  return (
    <div className="no-print">
      <div className="row">
        <Button variant="default" loading={pdf.isPending} onClick={() => pdf.mutate()}>
          {t('leaflet.pdf')}
        </Button>
        <Button variant="default" onClick={() => print()}>
          {t('leaflet.print')}
        </Button>
      </div>
      <Fault error={pdf.error} />
    </div>
  );
}
