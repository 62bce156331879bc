import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Register, registerQuery } from '../api/registers.ts';
import { Answer } from '../pieces/answer.tsx';
import { LinkButton } from '../pieces/link.tsx';
import { Page } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { ConfirmButton } from './confirm.tsx';
import { Confirmations } from './confirmations.tsx';
import { ExportButton } from './export.tsx';
import { PrintButton } from './print.tsx';
import { RegisterFacts } from './register-facts.tsx';
import { RowSheet } from './row-sheet.tsx';
import { Table } from './table.tsx';
import { useAddress, useSetAddress } from './use-address.ts';

/** One register: how it stands, and its lines as a table in which one works. */
export function RegisterPage() {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { id } = useAddress();
  const query = useQuery(registerQuery(id));
  const register = query.data;
  return (
    <Page
      key={id}
      eyebrow={
        <>
          <Link to="/registers">{t('register.back')}</Link>
          {register !== undefined && <span className="number"> · {register.code}</span>}
        </>
      }
      title={register === undefined ? t('registers.title') : say(register.title)}
      lead={register === undefined ? undefined : say(register.purpose)}
      actions={register === undefined ? undefined : <Actions register={register} />}
    >
      <Answer query={query} what={t('registers.title')}>
        {(found) => <Body register={found} />}
      </Answer>
    </Page>
  );
}

function Actions({ register }: { register: Register }) {
  const { t } = useTranslation();
  const { room, name, search } = useAddress();
  const set = useSetAddress();
  const [confirmed, setConfirmed] = useState(0);
  return (
    <>
      {register.canEdit && (
        <LinkButton
          from="/registers/$room/$name"
          search={(old) => ({ ...old, row: 'new' })}
          resetScroll={false}
          onClick={(event) => {
            event.preventDefault();
            set({ row: 'new' });
          }}
        >
          {t('register.add')}
        </LinkButton>
      )}
      {register.canConfirm && <ConfirmButton key={confirmed} register={register} done={() => setConfirmed(confirmed + 1)} />}
      <ExportButton register={register} />
      {register.canEdit && (
        <LinkButton to="/registers/$room/$name/import" params={{ room, name }} variant="default">
          {t('register.import')}
        </LinkButton>
      )}
      <PrintButton register={register} search={search} />
    </>
  );
}

function Body({ register }: { register: Register }) {
  const { search } = useAddress();
  const set = useSetAddress();
  return (
    <>
      <RegisterFacts register={register} />
      <Table register={register} search={search} />
      <Confirmations register={register} />
      {search.row !== undefined && <RowSheet key={search.row} register={register} row={search.row} close={() => set({ row: undefined })} />}
    </>
  );
}
