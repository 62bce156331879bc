import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Register, type RegisterSearch, registerPageSize, registerQuery } from '../api/leaflets.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { LinkButton } from '../pieces/link.tsx';
import { Page, Section } from '../pieces/page.tsx';
import { Pages } from '../pieces/pages.tsx';
import { useMe } from '../shell/me.tsx';
import { isAdministrator } from '../shell/nav.ts';
import { PaperForm } from './paper-form.tsx';
import classes from './register.module.css';
import { Download, RegisterFilters } from './register-filters.tsx';
import { RegisterTable } from './register-table.tsx';

/** The register of acknowledgements: who confirmed what, when and how, and who has not. */
export function AcknowledgementsPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/inside/procedures/acknowledgements' });
  const query = useQuery(registerQuery(search));
  return (
    <Page
      eyebrow={
        <Link to="/procedures/leaflets" search={{ audience: search.audience }}>
          {t('leaflets.back')}
        </Link>
      }
      title={t('acknowledgements.title')}
      lead={t('acknowledgements.lead')}
    >
      <RegisterFilters search={search} register={query.data} />
      <Answer query={query} what={t('acknowledgements.title')}>
        {(register) => (
          <Body key={`${search.audience} ${register.campaign?.id}`} register={register} search={search} busy={query.isPlaceholderData} />
        )}
      </Answer>
    </Page>
  );
}

function Body({ register, search, busy }: { register: Register; search: RegisterSearch; busy: boolean }) {
  const { t } = useTranslation();
  const administrator = isAdministrator(useMe().roles);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const filtered = search.q !== undefined || search.state !== undefined;
  if (register.campaign === null) {
    return (
      <Empty title={t('acknowledgements.empty')}>
        <p>{t('acknowledgements.emptyBody')}</p>
        {administrator && (
          <LinkButton variant="outline" to="/procedures/leaflets" search={{ audience: search.audience }}>
            {t('acknowledgements.toLeaflets')}
          </LinkButton>
        )}
      </Empty>
    );
  }
  const recordable = administrator && register.campaign.current;
  return (
    <>
      <div className={classes.list} aria-busy={busy}>
        <div className={classes.head}>
          <p className={classes.total} role="status">
            {t('leaflets.peopleSaid', { count: register.total })}
          </p>
          <Download search={search} />
        </div>
        {register.total === 0 ? (
          <Empty title={t('acknowledgements.none')}>
            {filtered && (
              <Link to="/procedures/acknowledgements" search={{ audience: search.audience, campaign: search.campaign }}>
                {t('action.clear')}
              </Link>
            )}
          </Empty>
        ) : (
          <RegisterTable register={register} chosen={recordable ? chosen : null} choose={setChosen} />
        )}
        <Pages
          offset={search.offset ?? 0}
          size={registerPageSize}
          total={register.total}
          link={(offset) => ({ to: '/procedures/acknowledgements', search: { ...search, offset: offset === 0 ? undefined : offset } })}
        />
      </div>
      {recordable && (
        <Section id="paper" title={t('acknowledgements.paper')}>
          <PaperForm chosen={chosen} clear={() => setChosen(new Set())} sentOn={register.campaign.sentAt} />
        </Section>
      )}
    </>
  );
}
