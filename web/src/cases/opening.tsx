import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type CaseKindView, type CaseOpening, caseKindsQuery, openCase } from '../api/cases.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { Page, Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { kindAddress } from './address.ts';
import classes from './case.module.css';
import { type CaseDone, caseDoneKey } from './done.tsx';
import { StepForm } from './step-form.tsx';

/** Starts a case: which type where there are several, then its first form. */
export function OpenCasePage() {
  const { t } = useTranslation();
  const { room, name } = useParams({ from: '/inside/cases/new/$room/$name' });
  const kinds = useQuery(caseKindsQuery);
  return (
    <Answer query={kinds} what={t('cases.opening.title')}>
      {(all) => {
        const kind = all.kinds.find(({ id }) => id === `${room}/${name}`);
        return kind === undefined || kind.opens.length + kind.requests.length === 0 ? <NoKind /> : <Opening key={kind.id} kind={kind} />;
      }}
    </Answer>
  );
}

function NoKind() {
  const { t } = useTranslation();
  return (
    <Page title={t('cases.opening.title')}>
      <Empty title={t('cases.opening.noKind')}>
        <Link to="/cases/new" className="target">
          {t('cases.opening.back')}
        </Link>
      </Empty>
    </Page>
  );
}

/** A form in one variant: what a person chooses among. */
interface Beginning {
  readonly form: CaseOpening;
  readonly variant: CaseKindView['variants'][number];
}

const beginningsOf = ({ opens, variants }: CaseKindView): Beginning[] =>
  variants.flatMap((variant) =>
    opens.filter((form) => form.variants === null || form.variants.includes(variant.id)).map((form) => ({ form, variant })),
  );

function Opening({ kind }: { kind: CaseKindView }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const search = useSearch({ from: '/inside/cases/new/$room/$name' });
  const { line } = search;
  const beginnings = beginningsOf(kind).filter(({ form }) => line === undefined || form.adopts !== null);
  const chosen =
    beginnings.length === 1
      ? beginnings[0]
      : beginnings.find(({ form, variant }) => form.step === search.step && variant.id === search.variant);
  return (
    <Page
      eyebrow={
        <Link to="/cases/new" className="target">
          {t('cases.opening.back')}
        </Link>
      }
      title={say(kind.title)}
      lead={say(kind.purpose)}
    >
      {beginnings.length > 1 && <Choose kind={kind} beginnings={beginnings} chosen={chosen} line={line} />}
      {chosen !== undefined && (
        <Begin key={`${chosen.form.step} ${chosen.variant.id} ${line ?? ''}`} kind={kind} beginning={chosen} line={line} />
      )}
      {kind.requests.length > 0 && line === undefined && (
        <Section title={t('cases.opening.byRequest')} lead={t('cases.opening.byRequestHint')}>
          <ul className={classes.ways}>
            {kind.requests.map((request) => (
              <li key={request.id}>
                <Link to="/requests/new/$room/$name" params={kindAddress(request.id)} search={{}} className="target">
                  {say(request.title)}
                </Link>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  );
}

/** What is chosen stands in the address: going back chooses again. */
function Choose({
  kind,
  beginnings,
  chosen,
  line,
}: {
  kind: CaseKindView;
  beginnings: readonly Beginning[];
  chosen: Beginning | undefined;
  line: string | undefined;
}) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const severalForms = new Set(beginnings.map(({ form }) => form.step)).size > 1;
  const severalVariants = new Set(beginnings.map(({ variant }) => variant.id)).size > 1;
  const label = t(severalVariants ? 'cases.opening.chooseVariant' : 'cases.opening.chooseForm');
  return (
    <nav className={classes.choices} aria-label={label}>
      <p className={classes.choicesTitle}>{label}</p>
      <ul>
        {beginnings.map((beginning) => {
          const { form, variant } = beginning;
          const perVariant = beginnings.filter((other) => other.variant.id === variant.id).length;
          return (
            <li key={`${form.step} ${variant.id}`}>
              <Link
                to="/cases/new/$room/$name"
                params={kindAddress(kind.id)}
                search={{ step: form.step, variant: variant.id, line }}
                className={classes.choice}
                aria-current={beginning === chosen ? 'page' : undefined}
                replace={chosen !== undefined}
              >
                <b>{severalVariants ? say(variant.title) : say(form.does)}</b>
                {severalForms && severalVariants && perVariant > 1 && <span className="small">{say(form.does)}</span>}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

function Begin({ kind, beginning: { form, variant }, line }: { kind: CaseKindView; beginning: Beginning; line: string | undefined }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const client = useQueryClient();
  const navigate = useNavigate();
  return (
    <Section title={say(form.does)} lead={form.hint === null ? undefined : say(form.hint)}>
      <StepForm
        draft={`new.${kind.id}.${variant.id}.${form.step}${line === undefined ? '' : `.${line}`}`}
        fields={form.fields}
        adopts={form.adopts === null ? undefined : { field: form.adopts.field, line }}
        file={form.file}
        does={say(form.does)}
        send={(given) => openCase({ kind: kind.id, variant: variant.id, step: form.step, ...given })}
        sent={async ({ id }) => {
          client.setQueryData<CaseDone>(caseDoneKey, { id, done: 'opened' });
          await navigate({ to: '/cases/$id', params: { id } });
          await Promise.all(['cases', 'today', 'duties', 'registers'].map((key) => client.invalidateQueries({ queryKey: [key] })));
        }}
      />
      <p className="small quiet">{t('cases.historyLead')}</p>
    </Section>
  );
}
