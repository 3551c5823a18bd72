import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { changeLanguage } from '../locales/index.ts';

/** The name on the button is the language that it leads to. */
export function LanguageSwitch({ ghost = false }: { readonly ghost?: boolean }) {
  const { t, i18n } = useTranslation();
  return (
    <Button
      type="text"
      size="small"
      style={ghost ? { color: '#fff' } : {}}
      onClick={() => void changeLanguage(i18n.language === 'zh' ? 'en' : 'zh')}
    >
      {t('common.language')}
    </Button>
  );
}
