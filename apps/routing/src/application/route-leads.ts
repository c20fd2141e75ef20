import { leadRouted } from '@baton/contracts';
import type { UnitOfWork } from '@baton/messaging';
import { Clock, LeadStandings, LOGGER, type Logger } from '@baton/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { assignOwner, type Owner, type RosterRep } from '../domain/assign-owner.js';
import { Moment } from '../domain/moment.js';
import { routingFacts } from '../domain/qualified-lead.js';
import { Assignments, type NewAssignment, type WaitingLead } from '../infrastructure/assignments.js';
import { SalesTeams, type Staffing, type TeamAtWork } from '../infrastructure/sales-teams.js';
import { WebhookToRouted } from './webhook-to-routed.js';

/** Gives each qualified lead its owner and its deadlines, once. */
@Injectable()
export class RouteLeads {
  constructor(
    private readonly assignments: Assignments,
    private readonly standings: LeadStandings,
    private readonly salesTeams: SalesTeams,
    private readonly clock: Clock,
    private readonly waits: WebhookToRouted,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Routes leads that have just qualified. */
  async admit(leads: readonly Omit<WaitingLead, 'attempts'>[], uow: UnitOfWork): Promise<void> {
    const admitted = await this.assignments.admit(leads, this.clock.now(), uow);
    const fresh = leads.filter(({ leadId }) => admitted.delete(leadId));
    await this.route(fresh.map((lead) => ({ ...lead, attempts: 0 })), uow);
  }

  /**
   * Tries again for leads that nobody could take.
   * @returns how many have an owner now.
   */
  async retry(limit: number, uow: UnitOfWork): Promise<number> {
    return this.route(await this.assignments.claimWaiting(limit, uow), uow);
  }

  private async route(told: readonly WaitingLead[], uow: UnitOfWork): Promise<number> {
    if (told.length === 0) return 0;
    await this.assignments.lockRotation(uow);
    // Whoever withdraws leads waits for the rotation: what is read here holds until the end.
    const withdrawn = await this.standings.withdrawnAmong(told.map(({ leadId }) => leadId), uow);
    const leads = told.filter(({ leadId }) => !withdrawn.has(leadId));
    const now = this.clock.now();
    const moment = new Moment(now);
    const staffing = await this.salesTeams.staffing(uow);
    const rotation = new Rotation(staffing, moment);
    const routed = leads.flatMap((lead) => {
      const owner = rotation.next(lead);
      return owner ? [{ lead, owner, assignment: assignmentOf(lead, owner, staffing, moment) }] : [];
    });
    if (routed.length < leads.length) {
      this.logger.warn({ leads: leads.length - routed.length }, 'leads wait for an owner: no rep is active');
    }

    await this.assignments.add(routed.map(({ assignment }) => assignment), uow);
    const before = await this.assignments.countUp(new Map(routed.map(({ lead }) => [lead.leadId, 1])), uow);
    for (const { lead, owner, assignment } of routed) {
      const { leadId, qualified, cause } = lead;
      if (assignment.attempt === 1) uow.onCommit(() => this.waits.routed(cause.correlationId, now));
      uow.publish(leadRouted, {
        subject: leadId,
        sequence: (before.get(leadId) ?? 0) + 1,
        time: now,
        causedBy: cause,
        data: {
          ...qualified,
          assignmentId: assignment.id,
          attempt: assignment.attempt,
          rep: { id: owner.rep.id, name: owner.rep.name },
          team: { id: owner.team.id, name: owner.team.name },
          rule: owner.rule,
          routedAt: now.toISOString(),
          respondBy: assignment.respondBy.toISOString(),
          decideBy: assignment.decideBy.toISOString(),
          timeZone: owner.team.hours.zone,
        },
      });
    }
    return routed.length;
  }
}

/** Deals leads out one after another, each knowing who got the ones before. */
class Rotation {
  private reps: RosterRep[];
  private turn: number;

  constructor(
    private readonly staffing: Staffing,
    private readonly moment: Moment,
  ) {
    this.reps = [...staffing.roster.reps];
    this.turn = Math.max(0, ...this.reps.map(({ lastAssigned }) => lastAssigned));
  }

  next({ qualified }: WaitingLead): Owner | null {
    const { roster, rules } = this.staffing;
    const owner = assignOwner(routingFacts(qualified), rules, { teams: roster.teams, reps: this.reps }, this.moment);
    if (owner) {
      this.turn++;
      this.reps = this.reps.map((rep) =>
        rep.id === owner.rep.id ? { ...rep, open: rep.open + 1, lastAssigned: this.turn } : rep,
      );
    }
    return owner;
  }
}

function assignmentOf(
  { leadId, qualified, attempts }: WaitingLead,
  { rep, team, rule }: Owner,
  { roster, promises }: Staffing,
  moment: Moment,
): NewAssignment {
  const calendar = roster.teams.get(team.id) as TeamAtWork;
  return {
    id: newId(),
    leadId,
    attempt: attempts + 1,
    repId: rep.id,
    repName: rep.name,
    teamId: team.id,
    ruleId: rule.id,
    ruleSays: rule.says,
    decisionId: qualified.decisionId,
    routedAt: moment.now,
    calendarId: calendar.calendarId,
    calendarVersion: calendar.calendarVersion,
    respondBy: moment.after(promises.respondMinutes, team.hours),
    decideBy: moment.after(promises.decideMinutes, team.hours),
  };
}
