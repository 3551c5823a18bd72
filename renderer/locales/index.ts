import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en/index.ts';
import { zh } from './zh/index.ts';

export type Language = 'zh' | 'en';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'words';
    resources: { words: typeof zh };
  }
}

const STORAGE_KEY = 'meterbook.language';

function chosenLanguage(): Language {
  return localStorage.getItem(STORAGE_KEY) === 'en' ? 'en' : 'zh';
}

/** What else has a language: the page for who listens to it, and the names of months and weekdays in calendars. */
function speak(language: Language): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  dayjs.locale(language === 'zh' ? 'zh-cn' : 'en');
}

/** Makes the words ready. 中文 is the language of the product; English is a choice of the person. */
export async function startLocales(): Promise<void> {
  const language = chosenLanguage();
  speak(language);
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'zh',
    defaultNS: 'words',
    ns: ['words'],
    resources: { zh: { words: zh }, en: { words: en } },
    interpolation: { escapeValue: false },
  });
}

export async function changeLanguage(language: Language): Promise<void> {
  localStorage.setItem(STORAGE_KEY, language);
  speak(language);
  await i18next.changeLanguage(language);
}
