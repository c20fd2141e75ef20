import { contractOf, leadAccepted, leadCreated, leadRejected, type LeadState, type RejectionReasonCode } from '@baton/contracts';
import { seeded } from '@baton/evidence';
import { receivedEvent, type TestService } from '@baton/testing';
import { v7 as newId } from 'uuid';
import { ScoringEvents } from './events/scoring.events.js';

const example = contractOf('lead.created')!.example as LeadState;

/** Sales that likes directors who visited often, and says so of every lead that it gets. */
export class SalesFloor {
  /** A field that is filled in once the end is known, and still comes with the lead. */
  tag: string | null = null;
  private readonly random = seeded(7);
  private readonly events: ScoringEvents;

  constructor(
    private readonly scoring: TestService,
    private readonly now: () => Date = () => new Date(),
  ) {
    this.events = scoring.app.get(ScoringEvents);
  }

  /** A table by which everything is sent. */
  async open(): Promise<void> {
    await this.scoring.call('marketer', 'POST', '/points-tables', {
      line: -1_000,
      rules: [{ id: 'any', says: 'anything goes', dimension: 'fit', points: 1, when: { all: [] } }],
      reason: 'everything is sent',
    });
  }

  /** Leads come, are sent, and sales says what it thinks of each. */
  async live(count: number, reasonFor: (lead: LeadState) => RejectionReasonCode): Promise<LeadState[]> {
    const people = Array.from({ length: count }, () => this.newcomer());
    await this.scoring.inTransaction((uow) =>
      this.events.created(
        people.map(({ lead }) =>
          receivedEvent(leadCreated, { subject: lead.leadId, sequence: 1, data: { ...lead, fromInquiry: false, deliveryId: newId() } }),
        ),
        uow,
      ),
    );
    const decisions: { id: string; lead_id: string }[] = await this.scoring.database.query(
      `SELECT id, lead_id FROM decisions WHERE decision = 'qualified' AND lead_id = ANY($1)`,
      [people.map(({ lead }) => lead.leadId)],
    );
    const decisionOf = new Map(decisions.map(({ id, lead_id }) => [lead_id, id]));
    const context = ({ leadId }: LeadState) => ({
      leadId,
      assignmentId: newId(),
      attempt: 1,
      decisionId: decisionOf.get(leadId)!,
      rep: { id: newId(), name: 'Maya' },
      at: this.now().toISOString(),
    });
    const sent = people.filter(({ lead }) => decisionOf.has(lead.leadId));
    await this.scoring.inTransaction(async (uow) => {
      await this.events.accepted(
        sent
          .filter(({ good }) => good)
          .map(({ lead }) => receivedEvent(leadAccepted, { subject: lead.leadId, sequence: 1, data: context(lead) })),
        uow,
      );
      await this.events.rejected(
        sent
          .filter(({ good }) => !good)
          .map(({ lead }) =>
            receivedEvent(leadRejected, { subject: lead.leadId, sequence: 1, data: { ...context(lead), reasons: [reasonFor(lead)] } }),
          ),
        uow,
      );
    });
    return people.map(({ lead }) => lead);
  }

  private newcomer(): { lead: LeadState; good: boolean } {
    const director = this.random() < 0.5;
    const visits = Math.floor(this.random() * 20);
    const good = this.random() < 0.1 + (director ? 0.35 : 0) + (visits >= 10 ? 0.35 : 0);
    const tags = this.tag === null ? {} : { [this.tag]: good ? 'will buy' : 'rings off' };
    return {
      good,
      lead: {
        ...example,
        leadId: newId({ msecs: this.now().getTime() }),
        person: { ...example.person, title: director ? 'Director of Operations' : 'Clerk' },
        attributes: { Visits: visits, Noise: Math.floor(this.random() * 5), ...tags },
      },
    };
  }
}
