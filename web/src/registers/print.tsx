import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { companyQuery } from '../api/company.ts';
import { type Register, type RegisterRows, type RegisterTableSearch, rowsToPrint } from '../api/registers.ts';
import { sortedBy } from './columns.ts';
import { RegisterFault } from './fault.tsx';
import { PrintSheet } from './print-sheet.tsx';

/** Prints what the table shows: all lines of the filter up to the named limit, not only the page that is on the screen. */
export function PrintButton({ register, search }: { register: Register; search: RegisterTableSearch }) {
  const { t } = useTranslation();
  const [sheet, setSheet] = useState<RegisterRows | null>(null);
  const company = useQuery({ ...companyQuery, enabled: false });
  const prepare = useMutation({
    mutationFn: async () => {
      // Who may not read the company's facts prints without its name.
      const [rows] = await Promise.all([rowsToPrint(register.id, { ...search, sort: sortedBy(search) }), company.refetch()]);
      return rows;
    },
    onSuccess: setSheet,
  });
  useEffect(() => {
    if (sheet === null) return;
    const over = () => setSheet(null);
    window.addEventListener('afterprint', over);
    const frame = requestAnimationFrame(() => window.print());
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('afterprint', over);
    };
  }, [sheet]);
  return (
    <>
      <Button variant="default" loading={prepare.isPending} onClick={() => prepare.mutate()}>
        {t('register.print')}
      </Button>
      {prepare.isPending && (
        <span role="status" className="unseen">
          {t('registerPrint.preparing')}
        </span>
      )}
      {prepare.isError && <RegisterFault error={prepare.error} />}
      {sheet !== null &&
        createPortal(
          <PrintSheet register={register} search={search} list={sheet} company={company.data?.facts.name.value ?? ''} />,
          document.querySelector('main') ?? document.body,
        )}
    </>
  );
}
