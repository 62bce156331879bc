import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { casesQuery } from '../api/cases.ts';
import { Section } from '../pieces/page.tsx';
import { CaseTable } from './table.tsx';

const shownMax = 10;

/** On the page of a device: the cases about it that are under way. Nothing where there are none. */
export function CasesOfDevice({ device }: { device: string }) {
  const { t } = useTranslation();
  const { data } = useQuery(casesQuery({ device }, shownMax));
  if (data === undefined || data.total === 0) return null;
  return (
    <Section title={t('cases.ofDevice')}>
      <CaseTable cases={data.cases} withKind />
      <Link to="/cases" search={{ device, state: 'all' }} className="target">
        {t('cases.allOfDevice')}
      </Link>
    </Section>
  );
}
