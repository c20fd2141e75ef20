import { ActionIcon, type MantineColorScheme, useMantineColorScheme } from '@mantine/core';
import { MoonIcon, SunIcon, SystemIcon } from './icons.js';

const next: Readonly<Record<MantineColorScheme, MantineColorScheme>> = {
  auto: 'light',
  light: 'dark',
  dark: 'auto',
};
const words: Readonly<Record<MantineColorScheme, string>> = {
  auto: 'as the system has them',
  light: 'light',
  dark: 'dark',
};
const icons: Readonly<Record<MantineColorScheme, () => React.JSX.Element>> = {
  auto: SystemIcon,
  light: SunIcon,
  dark: MoonIcon,
};

/** As the system, light, dark, and round again. */
export function ColourToggle() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const Icon = icons[colorScheme];
  const label = `Colours are ${words[colorScheme]}; change to ${words[next[colorScheme]]}`;
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={label}
      title={label}
      onClick={() => setColorScheme(next[colorScheme])}
    >
      <Icon />
    </ActionIcon>
  );
}
