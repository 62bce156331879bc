import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Cells } from '../api/mechanism-types.ts';
import { type RequestDetail, type RequestKindView, requestKindsQuery, requestQuery } from '../api/requests.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Page } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { ApplyForm } from './apply-form.tsx';

/** The form of one kind: empty, of a draft that goes on, or as a copy of an earlier request. */
export function ApplyPage() {
  const { t } = useTranslation();
  const { room, name } = useParams({ from: '/inside/requests/new/$room/$name' });
  const { draft, copy, ...known } = useSearch({ from: '/inside/requests/new/$room/$name' });
  const id = `${room}/${name}`;
  const kinds = useQuery(requestKindsQuery);
  const from = useQuery({ ...requestQuery(draft ?? copy ?? ''), enabled: (draft ?? copy) !== undefined });
  if ((draft ?? copy) !== undefined && from.data === undefined) {
    return (
      <Page title={t('requests.form.title')}>
        <Answer query={from}>{() => null}</Answer>
      </Page>
    );
  }
  return (
    <Answer query={kinds} what={t('requests.form.title')}>
      {(all) => {
        const kind = all.kinds.find((each) => each.id === id);
        if (kind === undefined) return <NoSuchKind />;
        const begun = begunWith(kind, known);
        return (
          <Apply
            key={`${id} ${draft} ${copy} ${known.name}`}
            kind={kind}
            from={from.data ?? null}
            isCopy={draft === undefined}
            begun={begun}
          />
        );
      }}
    </Answer>
  );
}

/** Only what the form asks for. A device given means that it is for this one. */
function begunWith(
  { fields }: RequestKindView,
  { name, publisher, device }: { name?: string; publisher?: string; device?: string },
): Cells {
  const known = { name, publisher, device, ...(device !== undefined && { scope: 'device' }) };
  return Object.fromEntries(
    fields.flatMap(({ id, type }) => {
      const value = known[id as keyof typeof known];
      return value === undefined ? [] : [[id, type === 'devices' ? [value] : value]];
    }),
  ) as Cells;
}

function NoSuchKind() {
  const { t } = useTranslation();
  return (
    <Page title={t('requests.form.title')}>
      <Empty title={t('requests.form.noKind')}>
        <Link to="/requests/new" className="target">
          {t('requests.kinds.title')}
        </Link>
      </Empty>
    </Page>
  );
}

function Apply({ kind, from, isCopy, begun }: { kind: RequestKindView; from: RequestDetail | null; isCopy: boolean; begun: Cells }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const eyebrow = (
    <Link to="/requests/new" className="target">
      {t('requests.kinds.back')}
    </Link>
  );
  const cannot = !kind.applies ? t('requests.form.notApplying') : !kind.canApply ? t('requests.form.notForMe') : null;
  return (
    <Page eyebrow={eyebrow} title={say(kind.title)} lead={say(kind.purpose)}>
      {cannot !== null ? (
        <Notice kind="warn" title={cannot} />
      ) : from !== null && !isCopy && !from.acts.includes('edit') ? (
        <Notice kind="warn" title={t('requests.form.notEditable')}>
          <Link to="/requests/$id" params={{ id: from.id }} className="target">
            {t('requests.open', { number: from.number })}
          </Link>
        </Notice>
      ) : (
        <ApplyForm kind={kind} from={from} isCopy={isCopy} begun={begun} />
      )}
    </Page>
  );
}
