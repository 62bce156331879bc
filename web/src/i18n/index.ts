import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../api/types.ts';
import type { ja } from './ja.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'screens';
    resources: { screens: typeof ja };
  }
}

/** The same keys in the other language. English may add `key_one` beside a `key` that counts; Japanese has no singular. */
export type Same<T> = { [K in keyof T]: T[K] extends string ? string : Same<T[K]> } & {
  [K in keyof T as T[K] extends string ? `${K & string}_one` : never]?: string;
};

const storageKey = 'tejun.language';
const languages: readonly Language[] = ['ja', 'en'];

/** What the person chose here before, else what the browser asks for, else Japanese. */
export function preferredLanguage(): Language {
  const stored = readStored();
  if (stored !== null) return stored;
  for (const wanted of navigator.languages) {
    const found = languages.find((language) => wanted.toLowerCase().startsWith(language));
    if (found !== undefined) return found;
  }
  return 'ja';
}

function readStored(): Language | null {
  try {
    return languages.find((language) => language === localStorage.getItem(storageKey)) ?? null;
  } catch {
    // A browser that forbids storage still gets the browser's own language.
    return null;
  }
}

const dictionaries = {
  ja: () => import('./ja.ts').then((module) => module.ja),
  en: () => import('./en.ts').then((module) => module.en),
} as const;

/** One dictionary is fetched, not both; the other follows when the person switches. */
export async function startLanguage(): Promise<i18n> {
  const language = preferredLanguage();
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    defaultNS: 'screens',
    resources: { [language]: { screens: await dictionaries[language]() } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = language;
  return i18next;
}

export async function switchLanguage(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'screens')) i18next.addResourceBundle(language, 'screens', await dictionaries[language]());
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // Without storage the choice lasts until the page is left.
  }
}
