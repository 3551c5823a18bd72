import type { ThemeConfig } from 'antd';

/** Calm and dense: an office looks at it all day. Nothing is fetched; the fonts are those of the computer. */
export const theme: ThemeConfig = {
  token: {
    // Who asked the computer for less movement gets none: dialogs and drawers are there at once.
    motion: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
    colorPrimary: '#1d5c8a',
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
};
