import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Audience, audiences, type LeafletState, type Leaflets, leafletsQuery } from '../api/leaflets.ts';
import type { Language } from '../api/types.ts';
import { Answer } from '../pieces/answer.tsx';
import { LinkButton } from '../pieces/link.tsx';
import { VerdictWord } from '../pieces/mark.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Page, Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { useMe } from '../shell/me.tsx';
import { isAdministrator, isReader } from '../shell/nav.ts';
import classes from './leaflets.module.css';
import { OwnLeaflets } from './own.tsx';
import { QuizForm } from './quiz-form.tsx';
import { SendForm } from './send-form.tsx';
import { Sheet } from './sheet.tsx';
import { Standing } from './standing.tsx';

/** One's own leaflets for everybody; for who looks after them, what each audience would read, where it stands, and the way to send it. */
export function LeafletsPage() {
  const { t } = useTranslation();
  const { audience = 'everyone' } = useSearch({ from: '/inside/procedures/leaflets' });
  const reader = isReader(useMe().roles);
  return (
    <Page
      eyebrow={reader && <Link to="/procedures">{t('procedures.title')}</Link>}
      title={t('leaflets.title')}
      lead={reader ? t('leaflets.lead') : t('leaflets.ownLead')}
      actions={
        reader && (
          <LinkButton variant="outline" to="/procedures/acknowledgements" search={{ audience }}>
            {t('leaflets.register')}
          </LinkButton>
        )
      }
    >
      <OwnLeaflets alone={!reader} />
      {reader && <Overview audience={audience} />}
    </Page>
  );
}

function Overview({ audience }: { audience: Audience }) {
  const { t } = useTranslation();
  const query = useQuery(leafletsQuery);
  return (
    <Answer query={query} what={t('leaflets.title')}>
      {(all) => (
        <>
          <Tabs all={all} chosen={audience} />
          <Leaflet key={audience} all={all} leaflet={all.leaflets.find((each) => each.audience === audience)!} />
        </>
      )}
    </Answer>
  );
}

function Tabs({ all, chosen }: { all: Leaflets; chosen: Audience }) {
  const { t } = useTranslation();
  return (
    <nav className={`${classes.tabs} no-print`} aria-label={t('leaflets.tabs')}>
      {audiences.map((audience) => {
        const leaflet = all.leaflets.find((each) => each.audience === audience)!;
        return (
          <Link
            key={audience}
            to="/procedures/leaflets"
            search={{ audience }}
            aria-current={audience === chosen ? 'page' : undefined}
            className={`${classes.tab} ${audience === chosen ? classes.active : ''}`}
          >
            <b>{t(`leaflets.audience.${audience}`)}</b>
            <VerdictWord verdict={leaflet.verdict} />
          </Link>
        );
      })}
    </nav>
  );
}

function Leaflet({ all, leaflet }: { all: Leaflets; leaflet: LeafletState }) {
  const { t } = useTranslation();
  const administrator = isAdministrator(useMe().roles);
  return (
    <>
      <p className={classes.who}>{t(`leaflets.who.${leaflet.audience}`)}</p>
      <Warnings all={all} leaflet={leaflet} />
      <div className={classes.two}>
        <div className={classes.column}>
          <Standing leaflet={leaflet} version={all.version?.number} />
          {administrator ? (
            <>
              {leaflet.content !== 'no-version' && <SendForm all={all} leaflet={leaflet} />}
              <Section id="quiz" title={t('leaflets.quiz')} lead={t('leaflets.quizLead')}>
                <QuizForm leaflet={leaflet} />
              </Section>
            </>
          ) : (
            <p className="quiet">{t('leaflets.yourRole')}</p>
          )}
        </div>
        <Preview all={all} leaflet={leaflet} />
      </div>
    </>
  );
}

/** What stands in the way, each with the place where it is put right. */
function Warnings({ all, leaflet }: { all: Leaflets; leaflet: LeafletState }) {
  const { t } = useTranslation();
  if (leaflet.content === 'no-version')
    return (
      <Notice kind="info">
        <p>{t('leaflets.noVersion')}</p>
        <Link to="/procedures">{t('leaflets.toProcedures')}</Link>
      </Notice>
    );
  if (leaflet.people === 0)
    return (
      <Notice kind="warn">
        <p>{t('leaflets.nobody')}</p>
        <Link to="/settings/staff">{t('leaflets.toStaff')}</Link>
      </Notice>
    );
  if (!all.mailReady && leaflet.withoutAddress < leaflet.people)
    return (
      <Notice kind="warn">
        <p>{t('leaflets.noMail')}</p>
        <Link to="/settings/notices">{t('leaflets.toMail')}</Link>
      </Notice>
    );
  return null;
}

function Preview({ all, leaflet }: { all: Leaflets; leaflet: LeafletState }) {
  const { t } = useTranslation();
  const said = useSaid();
  const [language, setLanguage] = useState<Language>(said.language);
  return (
    <section className={classes.preview} aria-labelledby="preview">
      <div className={classes.previewHead}>
        <h2 id="preview" className={classes.previewTitle}>
          {t('leaflets.preview')} <span className="small quiet">{t('leaflets.count', { count: leaflet.lines.length })}</span>
        </h2>
        <fieldset className={`${classes.languages} no-print`} aria-label={t('language.label')}>
          {(['ja', 'en'] as const).map((each) => (
            <button key={each} type="button" lang={each} aria-pressed={each === language} onClick={() => setLanguage(each)}>
              {each === 'ja' ? '日本語' : 'English'}
            </button>
          ))}
        </fieldset>
      </div>
      <p className="small quiet">{t('leaflets.previewLead')}</p>
      {leaflet.lines.length === 0 ? (
        <p className="quiet">{t('leaflets.state.no-lines')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className={classes.paper} aria-label={leaflet.title[language]} tabIndex={0}>
          <p className="small quiet">
            {[all.company, all.version === null ? t('leaflets.previewDraft') : t('leaflet.version', { version: all.version.number })]
              .filter((text) => text !== '')
              .join(' · ')}
          </p>
          <p className={classes.paperTitle}>{leaflet.title[language]}</p>
          <Sheet lines={leaflet.lines} language={language} />
        </section>
      )}
    </section>
  );
}
