import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { homeOf, pages, scoringPages } from '../pages.js';
import { EmptyState } from './empty-state.js';
import { useMe } from './me.js';

/** Shows the page to those whose navigation has it; to others it says whose it is. */
export function ForRoles({ path, children }: { readonly path: string; readonly children: ReactNode }) {
  const { role } = useMe();
  const roles = [...pages, ...scoringPages].find((page) => page.path === path)?.roles ?? [];
  if (roles.includes(role)) return children;
  return (
    <EmptyState title="This page is not for your role">
      It is for {roles.map((each) => `a ${each}`).join(' or ')}; you are signed in as {role}.{' '}
      <Anchor component={Link} to={homeOf(role)} underline="always">
        Go to your own page
      </Anchor>
    </EmptyState>
  );
}
