import type { ThemeConfig } from 'antd';
import { useMemo, useSyncExternalStore } from 'react';

/** Calm and dense: an office looks at it all day. Nothing is fetched; the fonts are those of the computer. */
const THEME = {
  token: {
    colorPrimary: '#1d5c8a',
    // What is chosen is as light as in the menu; derived from so dark a colour it is a grey that looks switched off.
    controlItemBgActive: '#d9e8f4',
    controlItemBgActiveHover: '#cbdff0',
    borderRadius: 4,
    fontSize: 14,
    fontFamily:
      "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Noto Sans SC','Segoe UI',system-ui,sans-serif",
  },
  components: {
    Layout: { headerBg: '#123a57', headerHeight: 48, siderBg: '#f4f7fa' },
    Table: { cellPaddingBlockSM: 6, headerBg: '#eef3f7' },
    Menu: { itemBg: '#f4f7fa', itemHeight: 34, itemSelectedBg: '#d9e8f4', itemActiveBg: '#e6f0f8' },
  },
} satisfies ThemeConfig;

const lessMotion = window.matchMedia('(prefers-reduced-motion: reduce)');

function onMotionChange(tell: () => void): () => void {
  lessMotion.addEventListener('change', tell);
  return () => lessMotion.removeEventListener('change', tell);
}

/** Who asks the computer for less movement gets none, from then on: dialogs and drawers are there at once. */
export function useTheme(): ThemeConfig {
  const isCalm = useSyncExternalStore(onMotionChange, () => lessMotion.matches);
  return useMemo(() => ({ ...THEME, token: { ...THEME.token, motion: !isCalm } }), [isCalm]);
}
