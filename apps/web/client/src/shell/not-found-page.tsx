import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import { EmptyState } from './empty-state.js';

export function NotFoundPage() {
  return (
    <EmptyState title="There is nothing at this address">
      It may have been cut when it was copied.{' '}
      <Anchor component={Link} to="/" underline="always">
        Go to your own page
      </Anchor>
    </EmptyState>
  );
}
