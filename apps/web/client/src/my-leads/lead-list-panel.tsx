import { Button, Center, Skeleton, Stack } from '@mantine/core';
import { useSessionStorage } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import type { LeadInHand, LeadState } from '../api/leads.js';
import { useNow } from '../live/use-now.js';
import { ProblemAlert } from '../shell/problem-alert.js';
import { EmptyList } from './empty-list.js';
import { allLeads } from './lead-pages.js';
import { useLeadList, useRejectionReasons } from './lead-queries.js';
import { LeadRow } from './lead-row.js';
import classes from './lead-list-panel.module.css';
import { useLeadActions } from './use-lead-actions.js';
import { useListKeys } from './use-list-keys.js';
import type { Gone } from './use-live-leads.js';
import { useOnScreen } from './use-on-screen.js';

interface LeadListPanelProps {
  readonly state: LeadState;
  readonly gone: ReadonlyMap<string, Gone>;
  readonly keysOn: boolean;
}

/** One list of leads, to be worked through by finger, pointer or keys. */
export function LeadListPanel({ state, gone, keysOn }: LeadListPanelProps) {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useLeadList(state);
  const leads = allLeads(data);
  const now = useNow();
  const navigate = useNavigate();
  const { data: reasons } = useRejectionReasons();
  // Whoever comes back from a story goes on where they were.
  const [chosen, setChosen] = useSessionStorage<string | null>({
    key: `baton-lead-${state}`,
    defaultValue: null,
    getInitialValueInEffect: false,
  });
  const known = leads.find(({ leadId }) => leadId === chosen);
  const current = known ?? leads[0];

  // A row that leaves takes the focus with it, so the next one is given it once it is there.
  const focusOn = useRef<string | null>(null);
  useEffect(() => {
    if (!focusOn.current) return;
    document.getElementById(`lead-${focusOn.current}`)?.focus({ preventScroll: true });
    focusOn.current = null;
  });
  const leave = (lead: LeadInHand) => {
    const index = leads.indexOf(lead);
    const neighbour = leads[index + 1] ?? leads[index - 1];
    if (state !== 'open' || !neighbour) return;
    setChosen(neighbour.leadId);
    focusOn.current = neighbour.leadId;
  };
  const { actions, press, dialogs } = useLeadActions(leave);

  const go = (step: 1 | -1) => {
    const to = known ? leads[leads.indexOf(known) + step] : leads[0];
    if (!to) return;
    setChosen(to.leadId);
    const row = document.getElementById(`lead-${to.leadId}`);
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: 'nearest' });
  };
  const onCurrent = (does: (lead: LeadInHand) => void) => () => {
    if (current && !gone.has(current.leadId)) does(current);
  };
  useListKeys(
    {
      j: () => go(1),
      ArrowDown: () => go(1),
      k: () => go(-1),
      ArrowUp: () => go(-1),
      a: onCurrent(press.accept),
      r: onCurrent(press.reject),
      c: onCurrent(press.contact),
      w: onCurrent(press.win),
      Enter: () => current && void navigate(`/leads/${current.leadId}`),
    },
    keysOn,
  );
  const end = useOnScreen<HTMLDivElement>(() => hasNextPage && !isFetchingNextPage && void fetchNextPage());

  if (error && !data) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (!data) return <Rows />;
  const because = ({ rejection }: LeadInHand) =>
    rejection?.reasons
      .map((code) => reasons?.find((reason) => reason.code === code)?.says ?? code)
      .concat(rejection.comment ? [`“${rejection.comment}”`] : [])
      .join('; ');
  return (
    <>
      {leads.length === 0 ? (
        <EmptyList state={state} />
      ) : (
        <ul className={classes.list} aria-label="Leads">
          {leads.map((lead) => (
            <LeadRow
              key={lead.leadId}
              lead={lead}
              current={lead === current}
              gone={gone.get(lead.leadId)}
              now={now}
              actions={actions}
              onCurrent={setChosen}
              rejectedBecause={because(lead)}
            />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Center ref={end} py="md">
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show more
          </Button>
        </Center>
      )}
      {error && <ProblemAlert error={error} onRetry={() => void fetchNextPage()} />}
      {dialogs}
    </>
  );
}

/** As tall as the rows that will stand there. */
function Rows() {
  return (
    <Stack gap="md" mt="md" aria-label="Loading" role="status">
      {[1, 2, 3, 4, 5].map((row) => (
        <Skeleton key={row} height={114} />
      ))}
    </Stack>
  );
}
