import { createTheme, type CSSVariablesResolver } from '@mantine/core';

/** Mantine's defaults with one accent. Nothing is fetched: the fonts are those of the machine. */
export const theme = createTheme({
  fontFamily: 'Inter, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  primaryColor: 'baton',
  primaryShade: { light: 7, dark: 7 },
  colors: {
    baton: [
      '#e6f6f0',
      '#cdebdf',
      '#9fd8c2',
      '#6dc4a3',
      '#45b389',
      '#22986c',
      '#12835d',
      '#0b6e4f',
      '#095a41',
      '#064332',
    ],
  },
  respectReducedMotion: true,
  defaultRadius: 'sm',
  headings: { fontWeight: '650' },
});

/** Mantine's quiet text is too faint to read in either scheme (below 4.5:1). */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { '--mantine-color-dimmed': '#555d66', '--mantine-color-placeholder': '#6b737b' },
  dark: { '--mantine-color-dimmed': '#b0b3b8', '--mantine-color-placeholder': '#989ba0' },
});
