import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { caseKindsQuery } from '../api/cases.ts';
import type { Register, RegisterRowDetail } from '../api/registers-types.ts';
import { kindAddress } from '../cases/address.ts';
import { CaseName } from '../cases/of-other.tsx';
import { useSaid } from '../pieces/said.ts';

/** The case that writes a line; for one in force without a case, the way to open one, where the reader can. */
export function RowCase({ register, detail }: { register: Register; detail: RegisterRowDetail }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const free = detail.case === null && detail.state === 'current';
  const { data } = useQuery({ ...caseKindsQuery, enabled: free && register.canEdit });
  if (detail.case !== null)
    return (
      <p>
        {t('registerRow.ofCase')} <CaseName of={detail.case} />
      </p>
    );
  const ways = (data?.kinds ?? []).flatMap((kind) =>
    kind.opens.flatMap(({ step, adopts, fields }) =>
      adopts !== null && fields.some((field) => field.id === adopts.field && field.register === register.id)
        ? [{ kind: kind.id, step, says: adopts.says }]
        : [],
    ),
  );
  if (!free || ways.length === 0) return null;
  return (
    <p className="row no-print">
      {ways.map(({ kind, step, says }) => (
        <Link
          key={`${kind} ${step}`}
          to="/cases/new/$room/$name"
          params={kindAddress(kind)}
          search={{ step, line: detail.id }}
          className="target"
        >
          {say(says)}
        </Link>
      ))}
    </p>
  );
}
