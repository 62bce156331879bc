import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../shell/me.tsx';
import { isReader } from '../shell/nav.ts';

/** The number of a ledger's entry; a link for those who may open the ledger. */
export function LedgerLink({ seq }: { seq: number }) {
  const { t } = useTranslation();
  const me = useMe();
  const words = t('requests.ledger', { seq });
  if (!isReader(me.roles)) return <span className="small quiet number">{words}</span>;
  return (
    <Link to="/evidence/$seq" params={{ seq: String(seq) }} className="target small number">
      {words}
    </Link>
  );
}
