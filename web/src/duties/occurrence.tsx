import { useTranslation } from 'react-i18next';
import { Page } from '../pieces/page.tsx';

export function OccurrencePage() {
  const { t } = useTranslation();
  return <Page title={t('duties.title')} lead="" children={null} />;
}
