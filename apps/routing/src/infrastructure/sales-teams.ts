import type { UnitOfWork } from '@baton/messaging';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Roster, RosterRep, RosterTeam, RoutingRule } from '../domain/assign-owner.js';
import type { CalendarContent, WorkingHours } from '../domain/calendar.js';
import { RepEntity } from './rep.entity.js';
import { TeamEntity } from './team.entity.js';

export interface Calendar extends CalendarContent {
  readonly id: string;
  readonly version: number;
}

export interface Promises {
  readonly respondMinutes: number;
  readonly decideMinutes: number;
}

/** A team as the roster needs it, and the version of the calendar that its clocks start with. */
export interface TeamAtWork extends RosterTeam {
  readonly calendarId: string;
  readonly calendarVersion: number;
}

export interface Staffing {
  readonly roster: Omit<Roster, 'teams'> & { readonly teams: ReadonlyMap<string, TeamAtWork> };
  readonly rules: RoutingRule[];
  readonly promises: Promises;
}

/** Calendars, teams, reps, rules and promises: what sales managers keep. */
@Injectable()
export class SalesTeams {
  constructor(private readonly dataSource: DataSource) {}

  calendars(): Promise<Calendar[]> {
    return this.dataSource.query(
      'SELECT DISTINCT ON (id) id, version, name, zone, weekly, holidays FROM calendars ORDER BY id, version DESC',
    );
  }

  /** Adds a version of the calendar. Clocks that run go on by the version they were started with. */
  async putCalendar(id: string, { name, zone, weekly, holidays }: CalendarContent): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await manager.query('LOCK TABLE calendars IN SHARE ROW EXCLUSIVE MODE');
      await manager.query(
        `INSERT INTO calendars (id, version, name, zone, weekly, holidays)
         SELECT $1, coalesce(max(version), 0) + 1, $2, $3, $4::jsonb, $5::jsonb FROM calendars WHERE id = $1`,
        [id, name, zone, JSON.stringify(weekly), JSON.stringify(holidays)],
      );
    });
  }

  async hasCalendar(id: string): Promise<boolean> {
    return (await this.dataSource.query('SELECT 1 FROM calendars WHERE id = $1 LIMIT 1', [id])).length > 0;
  }

  teams(): Promise<TeamEntity[]> {
    return this.dataSource.manager.find(TeamEntity, { order: { name: 'ASC' } });
  }

  hasTeam(id: string): Promise<boolean> {
    return this.dataSource.manager.existsBy(TeamEntity, { id });
  }

  async putTeam(team: TeamEntity): Promise<void> {
    await this.dataSource.manager.upsert(TeamEntity, team, ['id']);
  }

  reps(): Promise<RepEntity[]> {
    return this.dataSource.manager.find(RepEntity, { order: { name: 'ASC' } });
  }

  hasRep(id: string): Promise<boolean> {
    return this.dataSource.manager.existsBy(RepEntity, { id });
  }

  async putRep(rep: RepEntity): Promise<void> {
    await this.dataSource.manager.upsert(RepEntity, rep, ['id']);
  }

  rules(): Promise<RoutingRule[]> {
    return this.dataSource.query('SELECT id, says, "when", target FROM rules ORDER BY position');
  }

  async putRules(rules: readonly RoutingRule[]): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await manager.query('LOCK TABLE rules IN EXCLUSIVE MODE');
      await manager.query('DELETE FROM rules');
      await manager.query(
        `INSERT INTO rules (position, id, says, "when", target)
         SELECT position, rule->>'id', rule->>'says', rule->'when', rule->'target'
           FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS given(rule, position)`,
        [JSON.stringify(rules)],
      );
    });
  }

  async promises(): Promise<Promises> {
    const [row] = await this.dataSource.query(
      'SELECT respond_minutes AS "respondMinutes", decide_minutes AS "decideMinutes" FROM promises',
    );
    return row;
  }

  async putPromises({ respondMinutes, decideMinutes }: Promises): Promise<void> {
    await this.dataSource.query('UPDATE promises SET respond_minutes = $1, decide_minutes = $2', [
      respondMinutes,
      decideMinutes,
    ]);
  }

  /** Everything that deciding about an owner needs, as the transaction sees it. */
  async staffing(uow: UnitOfWork): Promise<Staffing> {
    const teams = await uow.query<TeamAtWork & WorkingHours>(
      `SELECT DISTINCT ON (team.id) team.id, team.name, calendar.id AS "calendarId",
              calendar.version AS "calendarVersion", calendar.zone, calendar.weekly, calendar.holidays
         FROM teams team JOIN calendars calendar ON calendar.id = team.calendar_id
        ORDER BY team.id, calendar.version DESC`,
    );
    const reps = await uow.query<Omit<RosterRep, 'lastAssigned'> & { lastAssigned: string }>(
      `SELECT id, name, team_id AS "teamId", capacity, active, absences,
              coalesce(open, 0) AS open, coalesce(last_assigned, 0) AS "lastAssigned"
         FROM reps LEFT JOIN rep_loads ON rep_id = id`,
    );
    const rules = await uow.query<RoutingRule>('SELECT id, says, "when", target FROM rules ORDER BY position');
    const [promises] = await uow.query<Promises>(
      'SELECT respond_minutes AS "respondMinutes", decide_minutes AS "decideMinutes" FROM promises',
    );
    if (!promises) throw new Error('There are no promises of time: has the schema been migrated?');
    return {
      roster: {
        teams: new Map(
          teams.map(({ zone, weekly, holidays, ...team }) => [team.id, { ...team, hours: { zone, weekly, holidays } }]),
        ),
        reps: reps.map((rep) => ({ ...rep, lastAssigned: Number(rep.lastAssigned) })),
      },
      rules,
      promises,
    };
  }
}
