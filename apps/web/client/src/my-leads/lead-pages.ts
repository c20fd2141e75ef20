import type { InfiniteData } from '@tanstack/react-query';
import type { LeadCounts, LeadInHand, LeadPage, LeadState } from '../api/leads.js';

/** The pages of one list that have been read so far. */
export type LeadPages = InfiniteData<LeadPage>;

export const allLeads = (pages: LeadPages | undefined): LeadInHand[] =>
  pages?.pages.flatMap(({ leads }) => leads) ?? [];

export function without(pages: LeadPages, leadId: string): LeadPages {
  return mapLeads(pages, (leads) => leads.filter((lead) => lead.leadId !== leadId));
}

/** The lead as it is now, in the place where it was. */
export function replaced(pages: LeadPages, lead: LeadInHand): LeadPages {
  return mapLeads(pages, (leads) => leads.map((each) => (each.leadId === lead.leadId ? lead : each)));
}

/** Puts a lead back where it stood before, or at the end where that place is gone. */
export function putBack(pages: LeadPages, lead: LeadInHand, index: number): LeadPages {
  let before = 0;
  let done = false;
  return {
    ...pages,
    pages: pages.pages.map((page, number) => {
      const last = number === pages.pages.length - 1;
      const here = !done && (last || index <= before + page.leads.length);
      const at = Math.min(index - before, page.leads.length);
      before += page.leads.length;
      if (!here) return page;
      done = true;
      return { ...page, leads: page.leads.toSpliced(at, 0, lead) };
    }),
  };
}

export function moved(counts: LeadCounts, from: LeadState, to: LeadState): LeadCounts {
  return { ...counts, [from]: Math.max(0, counts[from] - 1), [to]: counts[to] + 1 };
}

function mapLeads(pages: LeadPages, change: (leads: LeadInHand[]) => LeadInHand[]): LeadPages {
  return { ...pages, pages: pages.pages.map((page) => ({ ...page, leads: change(page.leads) })) };
}
