import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { fetchLead, type LeadChange, leadStates } from '../api/leads.js';
import { type Liveness, useEventStream } from '../live/use-event-stream.js';
import { allLeads, type LeadPages, replaced, without } from './lead-pages.js';
import { countsKey, listKey } from './lead-queries.js';

/** What became of a lead that is still on the list. */
export type Gone = Exclude<LeadChange['state'], 'open' | 'withdrawn'>;

export interface LiveLeads {
  readonly liveness: Liveness;
  /** Open leads that are not on the list yet. */
  readonly arrived: ReadonlySet<string>;
  /** Leads on the list that were answered on another device, or are somebody else's now. */
  readonly gone: ReadonlyMap<string, Gone>;
  /** Reads the list anew, with what arrived and without what is gone. */
  readonly show: () => void;
}

/**
 * Hears of every change of the rep's leads, and leaves the list as it is: what arrived is announced,
 * what is gone is marked where it stands. Only what was withdrawn leaves the list at once.
 * @param since the change number of the list; undefined while it is not read.
 */
export function useLiveLeads(since: number | undefined): LiveLeads {
  const queries = useQueryClient();
  const [arrived, setArrived] = useState<ReadonlySet<string>>(new Set());
  const [gone, setGone] = useState<ReadonlyMap<string, Gone>>(new Map());
  // The stream goes on from where it began; a list that is read anew must not start it again.
  const [from, setFrom] = useState(since);
  if (from === undefined && since !== undefined) setFrom(since);

  const show = () => {
    setArrived(new Set());
    setGone(new Map());
    void queries.resetQueries({ queryKey: listKey('open') });
    void queries.invalidateQueries({ queryKey: countsKey });
  };

  const hear = ({ leadId, state }: LeadChange) => {
    void queries.invalidateQueries({ queryKey: countsKey });
    const onList = allLeads(queries.getQueryData<LeadPages>(listKey('open')));
    const listed = onList.some((lead) => lead.leadId === leadId);
    if (state !== 'open') setArrived((before) => new Set([...before].filter((id) => id !== leadId)));
    if (state === 'withdrawn') {
      // Nothing of a person who is forgotten may stay on the screen.
      for (const list of leadStates) {
        queries.setQueryData<LeadPages>(listKey(list), (pages) => pages && without(pages, leadId));
      }
      return;
    }
    if (state !== 'open') {
      if (listed) setGone((before) => new Map(before).set(leadId, state));
      return;
    }
    if (listed) {
      void fetchLead(leadId).then((lead) => {
        if (!lead) return;
        queries.setQueryData<LeadPages>(listKey('open'), (pages) => pages && replaced(pages, lead));
      });
    } else if (onList.length === 0) {
      show();
    } else {
      setArrived((before) => new Set(before).add(leadId));
    }
  };

  const liveness = useEventStream<LeadChange>({
    url: from === undefined ? null : `/api/feedback/stream?since=${from}`,
    type: 'lead',
    onEvent: hear,
    whileHidden: true,
  });
  return { liveness, arrived, gone, show };
}
