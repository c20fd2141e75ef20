import { Transactions, type UnitOfWork } from '@baton/messaging';
import { Clock } from '@baton/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { type Act, actOnLead, type Outcome } from '../domain/act-on-lead.js';
import type { HandedLead } from '../domain/handed-lead.js';
import { HandedLeads } from '../infrastructure/handed-leads.js';
import { Verdicts } from '../infrastructure/verdicts.js';

export interface ActOfRep {
  readonly leadId: string;
  /** The rep that the signed-in person works as; null for everybody who gets no leads. */
  readonly repId: string | null;
  readonly act: Act;
  /** Names an attempt to reach the person, so that a repeated request counts once. */
  readonly attemptId?: string | undefined;
}

/** Lets a rep answer a lead: the lead stays locked while it is judged, so that of two answers one comes first. */
@Injectable()
export class ActForRep {
  constructor(
    @Inject(Transactions) private readonly transactions: Transactions,
    @Inject(HandedLeads) private readonly leads: HandedLeads,
    @Inject(Verdicts) private readonly verdicts: Verdicts,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @returns null where nobody has the lead. */
  act({ leadId, repId, act, attemptId }: ActOfRep): Promise<Outcome | null> {
    return this.transactions.run(async (uow) => {
      const held = await this.leads.hold(uow, leadId);
      if (!held) return null;
      const at = this.clock.now();
      const outcome = actOnLead(held.lead, repId, act, at);
      if (outcome.kind === 'not-yours') return outcome;
      if (attemptId && (await this.verdicts.knowsAttempt(uow, leadId, attemptId))) {
        return { kind: 'unchanged', lead: held.lead };
      }
      if (outcome.kind !== 'done') return outcome;
      await this.keep(uow, outcome.lead, act, attemptId ?? newId(), at);
      uow.publish(outcome.fact.contract, {
        subject: leadId,
        sequence: outcome.lead.sequence,
        data: outcome.fact.data,
        time: at,
        causedBy: held.cause,
      });
      return outcome;
    });
  }

  private async keep(
    uow: UnitOfWork,
    lead: HandedLead,
    act: Act,
    attemptId: string,
    at: Date,
  ): Promise<void> {
    if (act.kind === 'accept' || act.kind === 'reject') await this.verdicts.keepVerdict(uow, lead);
    if (act.kind === 'contact') await this.verdicts.keepAttempt(uow, attemptId, lead, act.contact, at);
    await this.leads.save(uow, lead);
  }
}
