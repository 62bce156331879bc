import { useTranslation } from 'react-i18next';
import type { Language, Words } from '../api/types.ts';

/** The reader's language, and the way to say a text that the server sends in both. */
export function useSaid(): { language: Language; say: (words: Words) => string } {
  const { i18n } = useTranslation();
  const language: Language = i18n.language === 'en' ? 'en' : 'ja';
  return { language, say: (words) => words[language] };
}
