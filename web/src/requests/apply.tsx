import { useTranslation } from 'react-i18next';
import { Page } from '../pieces/page.tsx';

export function ApplyPage() {
  const { t } = useTranslation();
  return <Page title={t('requests.title')} lead="" children={null} />;
}
