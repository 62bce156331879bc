import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Exchange } from '../../acceptance/exchange.tsx';
import { Progress } from '../../acceptance/progress.tsx';
import { ResultSheet } from '../../acceptance/result-sheet.tsx';
import { Specification } from '../../acceptance/specification.tsx';
import { acceptanceKey, acceptanceQuery } from '../../api/acceptance.ts';
import { Answer } from '../../pieces/answer.tsx';
import { Section } from '../../pieces/page.tsx';
import type { SectionProps } from './index.ts';

/** The specification of an acceptance, its results, and on one screen what an approver asks. One that was tested on paper has none. */
export function AcceptanceSection({ detail, refresh }: SectionProps) {
  if (detail.variantId !== 'specified') return null;
  // A step of the case changes what can be written here: the sheet is read anew with it.
  return <Sheet key={detail.revision} id={detail.id} revision={detail.revision} refresh={refresh} />;
}

function Sheet({ id, revision, refresh }: { id: string; revision: number; refresh: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const query = useQuery(acceptanceQuery(id, revision));
  const renew = () => {
    void client.invalidateQueries({ queryKey: acceptanceKey(id) });
    refresh();
  };
  return (
    <Answer query={query} what={t('acceptance.title')}>
      {(view) => (
        <>
          <Section title={t('acceptance.progress')} lead={t('acceptance.lead')}>
            <Progress view={view} refresh={renew} />
          </Section>
          <Section title={view.maySpecify ? t('acceptance.specification') : t('acceptance.results')}>
            <Exchange view={view} refresh={renew} />
            {view.maySpecify ? <Specification id={id} refresh={renew} /> : <ResultSheet id={id} mayTest={view.mayTest} refresh={renew} />}
          </Section>
        </>
      )}
    </Answer>
  );
}
