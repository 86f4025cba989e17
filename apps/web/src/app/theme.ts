import {
  type CSSVariablesResolver,
  createTheme,
  type DefaultMantineColor,
  type MantineColorsTuple,
} from '@mantine/core';

const accent: MantineColorsTuple = [
  '#eaf6f7',
  '#d3eaec',
  '#a9d5d9',
  '#7bbfc6',
  '#53abb4',
  '#369ba6',
  '#22929e',
  '#0f7f8a',
  '#04707b',
  '#00606b',
];

const dark: MantineColorsTuple = [
  '#dfe3e6',
  '#b3bac0',
  '#8d959c',
  '#656d74',
  '#343a40',
  '#282d32',
  '#1f2327',
  '#16191c',
  '#111315',
  '#0b0d0e',
];

/** Mantine's colours besides our own, for the rules that each of them needs to reach AA contrast. */
const colours: DefaultMantineColor[] = [
  'accent',
  'gray',
  'red',
  'pink',
  'grape',
  'violet',
  'indigo',
  'blue',
  'cyan',
  'teal',
  'green',
  'lime',
  'yellow',
  'orange',
];

const quick = { transitionProps: { duration: 100 } };
const fade = { transitionProps: { duration: 100, transition: 'fade' as const } };

export const theme = createTheme({
  colors: { accent, dark },
  primaryColor: 'accent',
  primaryShade: { light: 8, dark: 8 },
  autoContrast: true,
  // The luminance at which black and white text have the same contrast (WCAG 2.2, 1.4.3).
  luminanceThreshold: 0.179,
  respectReducedMotion: true,
  cursorType: 'pointer',
  defaultRadius: 'sm',
  radius: { xs: '2px', sm: '4px', md: '6px', lg: '8px', xl: '16px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '15px', lg: '17px', xl: '20px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.55', xl: '1.6' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '22px', lineHeight: '1.3' },
      h2: { fontSize: '17px', lineHeight: '1.4' },
      h3: { fontSize: '15px', lineHeight: '1.5' },
    },
  },
  components: {
    Modal: { defaultProps: { ...fade, centered: true, radius: 'md' } },
    Drawer: { defaultProps: quick },
    // The placeholder is a child that a menu may not have.
    Menu: { defaultProps: { ...fade, shadow: 'sm', withInitialFocusPlaceholder: false } },
    Popover: { defaultProps: { ...fade, shadow: 'sm' } },
    HoverCard: { defaultProps: { ...fade, shadow: 'sm' } },
    Combobox: { defaultProps: { ...fade, shadow: 'sm' } },
    Select: { defaultProps: { comboboxProps: fade, checkIconPosition: 'right' } },
    MultiSelect: { defaultProps: { comboboxProps: fade } },
    Tooltip: {
      defaultProps: { ...fade, openDelay: 400, events: { hover: true, focus: true, touch: false } },
    },
    Collapse: { defaultProps: { transitionDuration: 100 } },
    SegmentedControl: { defaultProps: { transitionDuration: 100 } },
    Tabs: { defaultProps: { keepMounted: false } },
  },
});

/** Where Mantine's own values miss 4.5:1, on both grounds; measured with axe, kept by the shell's test. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': 'var(--mantine-color-gray-7)',
    '--mantine-color-placeholder': 'var(--mantine-color-gray-7)',
    '--mantine-color-error': 'var(--mantine-color-red-9)',
    '--mantine-color-anchor': 'var(--mantine-color-accent-8)',
    '--mantine-color-default-border': '#d5dade',
    '--mantine-color-text': '#1c2024',
    '--pf-hairline': '#e3e7ea',
    '--pf-ground': '#f7f8f9',
    '--pf-focus': 'var(--mantine-color-accent-7)',
    ...Object.fromEntries(
      colours.flatMap((name) => {
        const strong = `color-mix(in srgb, var(--mantine-color-${name}-9) 65%, black)`;
        return [
          [`--mantine-color-${name}-light-color`, strong],
          [`--mantine-color-${name}-outline`, strong],
        ];
      }),
    ),
  },
  dark: {
    '--mantine-color-dimmed': 'var(--mantine-color-dark-1)',
    '--mantine-color-placeholder': 'var(--mantine-color-dark-1)',
    '--mantine-color-error': 'var(--mantine-color-red-4)',
    '--mantine-color-anchor': 'var(--mantine-color-accent-3)',
    '--mantine-color-default-border': '#3f464d',
    '--pf-hairline': '#2a2f34',
    '--pf-ground': '#111315',
    '--pf-focus': 'var(--mantine-color-accent-4)',
    ...Object.fromEntries(
      colours.map((name) => [`--mantine-color-${name}-light-color`, `var(--mantine-color-${name}-2)`]),
    ),
  },
});
