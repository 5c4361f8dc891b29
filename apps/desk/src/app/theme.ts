import type { ThemeConfig } from 'antd';

/** One calm accent, dark enough text, the fonts of the system. The error red has enough contrast on white. */
const theme: ThemeConfig = {
  token: {
    colorPrimary: '#1a5a96',
    colorLink: '#1a5a96',
    colorInfo: '#1a5a96',
    colorError: '#cf1322',
    colorWarning: '#ad6800',
    colorSuccess: '#237804',
    colorInfoBg: '#eef4fa',
    colorInfoBorder: '#b9d0e6',
    colorWarningBg: '#fff8e1',
    colorWarningBorder: '#ecd9a0',
    colorErrorBg: '#fff1f0',
    colorErrorBorder: '#f3b8b4',
    colorSuccessBg: '#f0f9eb',
    colorText: '#1f2329',
    colorTextSecondary: '#595f69',
    colorTextDescription: '#595f69',
    colorTextPlaceholder: '#6b7280',
    colorBgLayout: '#f4f6f8',
    borderRadius: 6,
    fontSize: 16,
    controlHeight: 40,
    fontFamily:
      '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", system-ui, sans-serif',
    // Styles alone must not shorten transitions: lists and dialogs measure where they are, and would open out of sight.
    motion: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
    motionDurationSlow: '0.15s',
    motionDurationMid: '0.1s',
  },
  components: { Card: { headerFontSize: 17 }, Table: { headerBg: '#f0f3f6' } },
};

/** The look of the desk; on a phone every control is large enough for a finger. */
export function themeFor(narrow: boolean): ThemeConfig {
  return narrow ? { ...theme, token: { ...theme.token, controlHeight: 44 } } : theme;
}
