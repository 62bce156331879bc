import { useTranslation } from 'react-i18next';
import { Page } from '../pieces/page.tsx';

export function RequestsPage() {
  const { t } = useTranslation();
  return <Page title={t('requests.title')} lead="" children={null} />;
}
