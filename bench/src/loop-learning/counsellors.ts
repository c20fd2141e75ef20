import { type RejectionReasonCode, rejectionReasonCodes } from '@baton/contracts';
import { seeded } from '@baton/evidence';
import type { RunningSystem } from '@baton/testing';
import type { CourseLead } from './course-leads.js';
import { reps } from './school.js';

interface HandedLead {
  readonly leadId: string;
  readonly person: { readonly email: string };
}

const ELSEWHERE: readonly RejectionReasonCode[] = ['WRONG_OWNER', 'WRONG_TERRITORY', 'OVER_CAPACITY', 'DUPLICATE'];
const HONEST: readonly RejectionReasonCode[] = ['NOT_DECISION_ROLE', 'NOT_ICP_GEO', 'NO_NEED', 'NO_PROJECT', 'NO_BUDGET', 'NOT_READY_RESEARCHING'];

/** What sales got and what it said of it, by address. */
export interface Said {
  readonly got: Set<string>;
  readonly accepted: Set<string>;
}

/**
 * Reps who know only what became of a person, and take a lead by it. Of their reasons for a no, a tenth are about routing
 * or duplicates and a tenth are whatever came to mind.
 */
export class Counsellors {
  readonly said: Said = { got: new Set(), accepted: new Set() };
  private readonly random = seeded(20_260_302);
  private readonly leads: ReadonlyMap<string, CourseLead>;

  constructor(
    private readonly system: RunningSystem,
    leads: readonly CourseLead[],
  ) {
    this.leads = new Map(leads.map((lead) => [lead.email, lead]));
  }

  /** Answers all that is on the lists, and on those to which it is passed on. */
  async answerAll(): Promise<void> {
    for (let answered = 1; answered > 0; ) {
      const counts = await Promise.all(reps.map(({ id }) => this.answerList(id)));
      answered = counts.reduce((sum, count) => sum + count, 0);
    }
  }

  private async answerList(repId: string): Promise<number> {
    const rep = this.system.as('rep', repId);
    const { leads } = await rep.get<{ leads: HandedLead[] }>('/api/feedback/leads?state=open&limit=200');
    for (const { leadId, person } of leads) {
      const lead = this.leads.get(person.email);
      if (!lead) throw new Error(`A rep was handed ${person.email}, whom nobody sent.`);
      this.said.got.add(lead.email);
      if (lead.converted) {
        this.said.accepted.add(lead.email);
        await rep.post(`/api/feedback/leads/${leadId}/accept`, {});
      } else {
        const reason = this.reason();
        const comment = reason === 'OTHER' ? { comment: 'something that no other reason says' } : {};
        await rep.post(`/api/feedback/leads/${leadId}/reject`, { reasons: [reason], ...comment });
      }
    }
    return leads.length;
  }

  private reason(): RejectionReasonCode {
    const dice = this.random();
    const among = dice < 0.1 ? ELSEWHERE : dice < 0.2 ? rejectionReasonCodes : HONEST;
    const reason = among[Math.floor(this.random() * among.length)]!;
    // It wants logged attempts, which nobody made.
    return reason === 'UNRESPONSIVE_AFTER_N' ? 'NO_NEED' : reason;
  }
}
