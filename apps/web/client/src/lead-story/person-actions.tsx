import { Button, Group } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { exportOf } from '../api/erasures.js';
import { leadKey } from '../my-leads/lead-queries.js';
import { homeOf } from '../pages.js';
import { useMe } from '../shell/me.js';
import { EraseDialog } from './erase-dialog.js';

/** What may be done for a person who asks what is kept of them, or to be forgotten. */
export function PersonActions({ leadId, name }: { readonly leadId: string; readonly name: string }) {
  const { role } = useMe();
  const [asks, setAsks] = useState(false);
  const navigate = useNavigate();
  const queries = useQueryClient();
  if (role !== 'operator' && role !== 'marketer') return null;
  const close = (erased: boolean) => {
    setAsks(false);
    if (!erased) return;
    void navigate(homeOf(role));
    // What pages have read before would show the person once more.
    for (const queryKey of [['story', leadId], leadKey(leadId), ['find-leads']]) queries.removeQueries({ queryKey });
  };
  return (
    <Group gap="xs" mt="lg">
      {role === 'operator' && (
        <Button component="a" href={exportOf(leadId)} download variant="default">
          Export
        </Button>
      )}
      <Button variant="default" onClick={() => setAsks(true)}>
        Erase this person
      </Button>
      <EraseDialog leadId={leadId} name={name} opened={asks} onClose={close} />
    </Group>
  );
}
