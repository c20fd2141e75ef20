import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** Says what will be here, and the first step towards it. */
export function EmptyState({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Stack align="center" gap="xs" py={64} px="md" ta="center">
      <Title order={2} size="h4">
        {title}
      </Title>
      <Text c="dimmed" maw={520} component="div">
        {children}
      </Text>
    </Stack>
  );
}
