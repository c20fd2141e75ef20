import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import type { LeadState } from '../api/leads.js';
import { EmptyState } from '../shell/empty-state.js';

/** What the list is for, while there is nothing on it. */
export function EmptyList({ state }: { readonly state: LeadState }) {
  switch (state) {
    case 'open':
      return (
        <EmptyState title="No lead waits for you">
          A lead that is worth your time comes up here by itself, with why it is worth a call and by when.
          Until then, go on with{' '}
          <Anchor component={Link} to="?state=accepted" underline="always">
            those that you accepted
          </Anchor>
          .
        </EmptyState>
      );
    case 'accepted':
      return (
        <EmptyState title="Nothing accepted yet">
          Accept a lead on the open list and it stands here, with when to call. Say here how it went, and when
          it is won.
        </EmptyState>
      );
    case 'rejected':
      return (
        <EmptyState title="Nothing rejected yet">
          What you reject stands here with your reason. The reason is what teaches scoring to send you better
          leads.
        </EmptyState>
      );
  }
}
