import { Group, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import classes from './page.module.css';

interface PageProps {
  readonly title: string;
  /** Where the title of the tab says more than the heading. */
  readonly tabTitle?: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** One page: its heading, its name in the tab, its content. */
export function Page({ title, tabTitle = title, aside, children }: PageProps) {
  useEffect(() => {
    document.title = `${tabTitle} · Baton`;
  }, [tabTitle]);
  return (
    <div className={classes.page}>
      <Group justify="space-between" align="center" mb="md" gap="sm">
        <Title order={1} size="h2">
          {title}
        </Title>
        {aside}
      </Group>
      {children}
    </div>
  );
}
