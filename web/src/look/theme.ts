import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** The Digital Agency's blue is the one accent. The last shade is the filled one, so that white text on it reads at 11:1. */
const accent: MantineColorsTuple = [
  '#e8f1fe',
  '#d9e6ff',
  '#c5d7fb',
  '#9db7f9',
  '#7096f8',
  '#4979f5',
  '#3460fb',
  '#264af4',
  '#0031d8',
  '#0017c1',
];
const red: MantineColorsTuple = [
  '#fdeeee',
  '#ffdada',
  '#ffbbbb',
  '#ff9696',
  '#ff7171',
  '#ff5454',
  '#fe3939',
  '#ec0000',
  '#ce0000',
  '#a90000',
];

export const fontFamily = "'BIZ UDPGothic', 'BIZ UDPゴシック', 'Hiragino Sans', 'Noto Sans CJK JP', 'Noto Sans JP', Meiryo, sans-serif";

export const theme = createTheme({
  colors: { accent, red },
  primaryColor: 'accent',
  primaryShade: 9,
  black: '#1a1a1a',
  fontFamily,
  fontFamilyMonospace: "ui-monospace, 'SFMono-Regular', Menlo, Consolas, 'Liberation Mono', monospace",
  headings: { fontFamily, fontWeight: '700' },
  defaultRadius: 6,
  focusRing: 'never',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: { defaultProps: { size: 'sm' } },
    Modal: { defaultProps: { centered: true, transitionProps: { duration: 120 }, overlayProps: { backgroundOpacity: 0.45 } } },
    Drawer: { defaultProps: { transitionProps: { duration: 120 } } },
  },
});
