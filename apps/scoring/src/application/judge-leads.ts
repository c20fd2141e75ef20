import { leadHeld, leadQualified, leadScored, leadState, leadSummary, type LeadState } from '@baton/contracts';
import type { EventCause, UnitOfWork } from '@baton/messaging';
import { Clock } from '@baton/service-kit';
import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { featuresOf, type Firm } from '../domain/features.js';
import type { Inputs, LineInForce } from '../domain/inputs.js';
import { judge } from '../domain/judge.js';
import { HOLDS_ALL } from '../domain/line-policy.js';
import type { PointsTable } from '../domain/points-table.js';
import { reconsider } from '../domain/reconsider.js';
import type { Touch } from '../domain/touch.js';
import { type DecisionRecord, Decisions } from '../infrastructure/decisions.js';
import { PointsTables } from '../infrastructure/points-tables.js';
import { type ScoredLead, ScoredLeads } from '../infrastructure/scored-leads.js';
import { Touches } from '../infrastructure/touches.js';
import { LayTheLine } from './lay-the-line.js';
import { judgedInShadow, RunInShadow, type Shadow } from './run-in-shadow.js';

/** A lead as an event of ingest's told it. */
export interface ToldLead {
  readonly lead: LeadState;
  readonly sequence: number;
  readonly causedBy: EventCause;
}

/** What all leads of a batch are judged by, and what is known around them. */
interface Court {
  readonly table: PointsTable;
  readonly line: LineInForce;
  readonly touches: ReadonlyMap<string, Touch[]>;
  readonly firms: ReadonlyMap<string, Firm>;
  readonly shadow: Shadow | null;
}

interface Case {
  readonly lead: LeadState;
  readonly sequence: number;
  readonly before: ScoredLead;
  readonly causedBy?: EventCause;
  /** Nothing is new about the lead: only another decision is worth a word. */
  readonly again?: true;
}

interface Again {
  readonly causedBy?: ReadonlyMap<string, EventCause>;
  /** Whether it matters, by the ruling table: whoever calls knows what changed. */
  readonly only?: (table: PointsTable) => boolean;
  /** So many may be sent; the others stay held, whatever they are worth. */
  readonly mostSent?: number;
}

/** Scores leads as they come and change, and decides which of them sales should see. */
@Injectable()
export class JudgeLeads {
  constructor(
    private readonly leads: ScoredLeads,
    private readonly decisions: Decisions,
    private readonly touches: Touches,
    private readonly tables: PointsTables,
    private readonly line: LayTheLine,
    private readonly shadow: RunInShadow,
    private readonly clock: Clock,
  ) {}

  async execute(told: readonly ToldLead[], uow: UnitOfWork): Promise<void> {
    const known = await this.leads.hold([...new Set(told.map(({ lead }) => lead.leadId))].sort(), uow);
    const court = await this.court(told.map(({ lead }) => lead), uow);
    const records: DecisionRecord[] = [];
    for (const { lead, sequence, causedBy } of told) {
      const before = known.get(lead.leadId) as ScoredLead;
      // `lead.updated` may overtake `lead.created`: what is older than what we know says nothing new.
      if (before.sequence >= sequence) continue;
      const judged = this.judge({ lead, sequence, before, causedBy }, court, uow);
      known.set(lead.leadId, judged.after);
      if (judged.record) records.push(judged.record);
    }
    await this.save(known, records, uow);
  }

  /**
   * Judges leads that sales does not have, as they stand, since something around them changed. Said is only what is
   * decided otherwise.
   */
  async again(
    leadIds: readonly string[],
    uow: UnitOfWork,
    { causedBy, only = () => true, mostSent = Infinity }: Again = {},
  ): Promise<{ changed: number; sent: number }> {
    if (!only(await this.tables.ruling(uow.manager))) return { changed: 0, sent: 0 };
    const open = await this.leads.holdOpen(leadIds, uow);
    const court = await this.court([...open.values()].map(({ state }) => state), uow);
    const full = { ...court, line: { ...court.line, cut: HOLDS_ALL, sampleShare: 0 } };
    const records: DecisionRecord[] = [];
    let sent = 0;
    for (const before of [...open.values()]) {
      const cause = causedBy?.get(before.leadId);
      const judged = this.judge(
        { lead: before.state, sequence: before.sequence, before, again: true, ...(cause && { causedBy: cause }) },
        sent < mostSent ? court : full,
        uow,
      );
      if (judged.record) records.push(judged.record);
      if (judged.record?.decision.kind === 'qualified') sent += 1;
      open.set(before.leadId, judged.after);
    }
    await this.leads.save([...open.values()], uow);
    await this.decisions.add(records, uow);
    return { changed: records.length, sent };
  }

  private async court(leads: readonly LeadState[], uow: UnitOfWork): Promise<Court> {
    const table = await this.tables.ruling(uow.manager);
    return {
      table,
      line: await this.line.inForce(table, uow),
      touches: await this.touches.of(leads.map(({ leadId }) => leadId), uow),
      firms: await this.leads.firmsOf(leads, uow),
      shadow: await this.shadow.current(uow),
    };
  }

  private async save(known: ReadonlyMap<string, ScoredLead>, records: readonly DecisionRecord[], uow: UnitOfWork): Promise<void> {
    const decided = new Set(records.map(({ leadId }) => leadId));
    await this.leads.save([...known.values()].filter(({ leadId }) => decided.has(leadId)), uow);
    await this.decisions.add(records, uow);
  }

  private judge(
    { lead, sequence, before, causedBy, again }: Case,
    court: Court,
    uow: UnitOfWork,
  ): { after: ScoredLead; record: DecisionRecord | null } {
    const now = this.clock.now();
    const inputs = inputsOf(lead, court, now);
    const { score, decision } = judge(inputs, court.table);
    const step = reconsider(again ? { ...before, decidedWith: score.modelVersion } : before, decision, score.modelVersion);
    if (again && step === 'score') return { after: { ...before, score: score.score }, record: null };

    const id = newId({ msecs: now.getTime() });
    const ids = { leadId: lead.leadId, decisionId: id };
    let { version } = before;
    const next = () => ({ subject: lead.leadId, sequence: ++version, time: now, ...(causedBy && { causedBy }) });
    uow.publish(leadScored, { ...next(), data: { ...ids, ...score } });
    if (step === 'qualify' && decision.kind === 'qualified') {
      const { reasons, sample } = decision;
      uow.publish(leadQualified, {
        ...next(),
        data: { ...leadSummary.parse(lead), ...ids, score, reasons, ...(sample && { sample }) },
      });
    }
    if (step === 'hold' && decision.kind === 'held') {
      uow.publish(leadHeld, { ...next(), data: { ...ids, score, reasons: decision.reasons } });
    }
    const stands = { decision: before.decision, holdCodes: before.holdCodes, decidedWith: before.decidedWith };
    const isDecided = {
      decision: decision.kind,
      holdCodes: decision.kind === 'held' ? decision.reasons.map(({ code }) => code) : [],
      decidedWith: score.modelVersion,
    };
    return {
      record: {
        id,
        leadId: lead.leadId,
        leadSequence: sequence,
        inputs,
        score,
        decision,
        decidedAt: now,
        shadow: court.shadow && judgedInShadow(inputs, court.shadow),
      },
      after: {
        leadId: lead.leadId,
        sequence,
        state: leadState.parse(lead),
        version,
        ...(step === 'score' ? stands : isDecided),
        qualifiedAt: step === 'qualify' ? now : before.qualifiedAt,
        score: score.score,
        accountId: lead.account?.id ?? null,
      },
    };
  }
}

function inputsOf(lead: LeadState, { table, line, touches, firms }: Court, now: Date): Inputs {
  const did = touches.get(lead.leadId) ?? [];
  const at = now.toISOString();
  return {
    leadId: lead.leadId,
    features: featuresOf(lead, { touches: did, firm: firms.get(lead.leadId) ?? null, at }),
    touches: table.activities.length > 0 ? did : [],
    missing: lead.passport.missing,
    at,
    line,
  };
}

