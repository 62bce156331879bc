import { useTranslation } from 'react-i18next';
import { Page } from '../pieces/page.tsx';

export function ReportPage() {
  const { t } = useTranslation();
  return <Page title={t('nav.today')} lead="" children={null} />;
}
