import {
  leadHeld,
  leadQualified,
  leadScored,
  leadState,
  leadSummary,
  type LeadState,
} from '@baton/contracts';
import type { EventCause, UnitOfWork } from '@baton/messaging';
import { Clock } from '@baton/service-kit';
import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { decide } from '../domain/decide.js';
import { featuresOf } from '../domain/features.js';
import type { PointsTable } from '../domain/points-table.js';
import { reconsider } from '../domain/reconsider.js';
import { scoreLead } from '../domain/score-lead.js';
import { type DecisionRecord, Decisions } from '../infrastructure/decisions.js';
import { PointsTables } from '../infrastructure/points-tables.js';
import { type ScoredLead, ScoredLeads } from '../infrastructure/scored-leads.js';

/** A lead as an event of ingest's told it. */
export interface ToldLead {
  readonly lead: LeadState;
  readonly sequence: number;
  readonly causedBy: EventCause;
}

/** Scores leads as they come and change, and decides which of them sales should see. */
@Injectable()
export class JudgeLeads {
  constructor(
    private readonly leads: ScoredLeads,
    private readonly decisions: Decisions,
    private readonly tables: PointsTables,
    private readonly clock: Clock,
  ) {}

  async execute(told: readonly ToldLead[], uow: UnitOfWork): Promise<void> {
    const table = await this.tables.ruling(uow.manager);
    const known = await this.leads.hold([...new Set(told.map(({ lead }) => lead.leadId))].sort(), uow);
    const records: DecisionRecord[] = [];
    for (const news of told) {
      const before = known.get(news.lead.leadId) as ScoredLead;
      // `lead.updated` may overtake `lead.created`: what is older than what we know says nothing new.
      if (before.sequence >= news.sequence) continue;
      const { lead, record } = this.judge(news, before, table, uow);
      known.set(lead.leadId, lead);
      records.push(record);
    }
    const changed = new Set(records.map(({ leadId }) => leadId));
    await this.leads.save([...known.values()].filter(({ leadId }) => changed.has(leadId)), uow);
    await this.decisions.add(records, uow);
  }

  private judge(
    { lead, sequence, causedBy }: ToldLead,
    before: ScoredLead,
    table: PointsTable,
    uow: UnitOfWork,
  ): { lead: ScoredLead; record: DecisionRecord } {
    const features = featuresOf(lead);
    const score = scoreLead(features, table);
    const decision = decide({ features, passport: lead.passport, score }, table);
    const step = reconsider(before, decision, table.version);
    const now = this.clock.now();
    const record: DecisionRecord = {
      id: newId({ msecs: now.getTime() }),
      leadId: lead.leadId,
      leadSequence: sequence,
      score,
      features,
      decision: decision.kind,
      reasons: decision.reasons,
      decidedAt: now,
    };
    const ids = { leadId: lead.leadId, decisionId: record.id };
    let { version } = before;
    const next = () => ({ subject: lead.leadId, sequence: ++version, time: now, causedBy });

    uow.publish(leadScored, { ...next(), data: { ...ids, ...score } });
    if (step === 'qualify' && decision.kind === 'qualified') {
      uow.publish(leadQualified, {
        ...next(),
        data: { ...leadSummary.parse(lead), ...ids, score, reasons: decision.reasons },
      });
    }
    if (step === 'hold' && decision.kind === 'held') {
      uow.publish(leadHeld, { ...next(), data: { ...ids, score, reasons: decision.reasons } });
    }
    return {
      record,
      lead: {
        leadId: lead.leadId,
        sequence,
        state: leadState.parse(lead),
        version,
        ...(step === 'score'
          ? { decision: before.decision, holdCodes: before.holdCodes, decidedWith: before.decidedWith }
          : {
              decision: decision.kind,
              holdCodes: decision.kind === 'held' ? decision.reasons.map(({ code }) => code) : [],
              decidedWith: table.version,
            }),
        qualifiedAt: step === 'qualify' ? now : before.qualifiedAt,
      },
    };
  }
}
