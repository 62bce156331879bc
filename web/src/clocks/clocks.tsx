import { useTranslation } from 'react-i18next';
import { DeviceSections } from '../devices/sections.tsx';
import { Page } from '../pieces/page.tsx';

export function ClocksPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('clocks.title')}>
      <DeviceSections />
    </Page>
  );
}
