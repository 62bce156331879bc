import { useTranslation } from 'react-i18next';
import { LinkButton } from '../pieces/link.tsx';
import { useMe } from '../shell/me.tsx';
import { isReader } from '../shell/nav.ts';

/** From the cases of suppliers to all of them side by side, with their scores; the service levels are one step on. */
export function SupplierActs() {
  const { t } = useTranslation();
  const { roles } = useMe();
  return isReader(roles) ? (
    <LinkButton to="/suppliers" variant="default">
      {t('suppliers.overview')}
    </LinkButton>
  ) : null;
}
