import { useTranslation } from 'react-i18next';
import { Page } from '../pieces/page.tsx';

export function RegistersPage() {
  const { t } = useTranslation();
  return <Page title={t('registers.title')} lead="" children={null} />;
}
