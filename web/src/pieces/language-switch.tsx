import { useTranslation } from 'react-i18next';
import type { Language } from '../api/types.ts';
import { switchLanguage } from '../i18n/index.ts';
import classes from './language-switch.module.css';
import { useSaid } from './said.ts';

/** Two words, each in its own language; the one in use is marked. The choice stays in this browser. */
export function LanguageSwitch({ onChoose }: { onChoose?: (language: Language) => void }) {
  const { t } = useTranslation();
  const { language } = useSaid();
  const choose = async (wanted: Language) => {
    await switchLanguage(wanted);
    onChoose?.(wanted);
  };
  return (
    <fieldset className={classes.switch} aria-label={t('language.label')}>
      {(['ja', 'en'] as const).map((each) => (
        <button
          key={each}
          type="button"
          lang={each}
          aria-pressed={each === language}
          className={classes.choice}
          onClick={() => choose(each)}
        >
          {each === 'ja' ? '日本語' : 'English'}
        </button>
      ))}
    </fieldset>
  );
}
