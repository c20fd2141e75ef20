import { condition } from '@baton/contracts';
import { Problem, Roles, UuidParam, ZodBody } from '@baton/service-kit';
import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { z } from 'zod';
import { WorkDueRows } from '../application/work-due-rows.js';
import { calendarContent } from '../domain/calendar.js';
import { DEFAULT_CALENDAR_ID } from '../domain/default-calendar.js';
import { SalesTeams } from '../infrastructure/sales-teams.js';

const name = z.string().trim().min(1).max(200);

const team = z.strictObject({ name, calendarId: z.uuid().default(DEFAULT_CALENDAR_ID) });

const rep = z.strictObject({
  name,
  email: z.email(),
  teamId: z.uuid(),
  capacity: z.number().int().min(0).max(100_000).describe('Undecided leads at most.'),
  active: z.boolean().default(true),
  absences: z
    .array(
      z
        .strictObject({ from: z.iso.date(), to: z.iso.date() })
        .refine(({ from, to }) => from <= to, { path: ['to'], message: 'must not be before `from`' }),
    )
    .default([]),
});

const rules = z
  .array(
    z.strictObject({
      id: z.string().trim().min(1).max(60),
      says: z.string().trim().min(1).max(200),
      when: condition,
      target: z.union([z.strictObject({ teamId: z.uuid() }), z.strictObject({ repId: z.uuid() })]),
    }),
  )
  .max(500)
  .refine((list) => new Set(list.map(({ id }) => id)).size === list.length, 'an id is used twice');

const longest = 60 * 24 * 30;
const promises = z.strictObject({
  respondMinutes: z.number().int().min(1).max(longest).describe('Working minutes to a first attempt.'),
  decideMinutes: z.number().int().min(1).max(longest).describe('Working minutes to accept or reject.'),
});

/** What sales managers keep: who works when, who gets what, and what is promised. */
@Controller()
export class SalesTeamsController {
  constructor(
    private readonly salesTeams: SalesTeams,
    private readonly dueRows: WorkDueRows,
  ) {}

  @Get('calendars')
  calendars() {
    return this.salesTeams.calendars();
  }

  @Put('calendars/:id')
  @Roles('manager', 'operator')
  async putCalendar(
    @Param('id', UuidParam) id: string,
    @Body(new ZodBody(calendarContent)) body: z.output<typeof calendarContent>,
  ) {
    await this.salesTeams.putCalendar(id, body);
    return { id, ...body };
  }

  @Get('teams')
  teams() {
    return this.salesTeams.teams();
  }

  @Put('teams/:id')
  @Roles('manager', 'operator')
  async putTeam(@Param('id', UuidParam) id: string, @Body(new ZodBody(team)) body: z.output<typeof team>) {
    if (!(await this.salesTeams.hasCalendar(body.calendarId))) {
      throw refusal('calendarId', 'No calendar has this id. Make it first: PUT /calendars/<id>.');
    }
    await this.salesTeams.putTeam({ id, ...body });
    this.dueRows.routeWaiting();
    return { id, ...body };
  }

  @Get('reps')
  reps() {
    return this.salesTeams.reps();
  }

  @Put('reps/:id')
  @Roles('manager', 'operator')
  async putRep(@Param('id', UuidParam) id: string, @Body(new ZodBody(rep)) body: z.output<typeof rep>) {
    if (!(await this.salesTeams.hasTeam(body.teamId))) {
      throw refusal('teamId', 'No team has this id. Make it first: PUT /teams/<id>.');
    }
    await this.salesTeams.putRep({ id, ...body });
    this.dueRows.routeWaiting();
    return { id, ...body };
  }

  @Get('rules')
  rules() {
    return this.salesTeams.rules();
  }

  /** The whole list, in order: the first rule that matches decides. */
  @Put('rules')
  @Roles('manager', 'operator')
  async putRules(@Body(new ZodBody(rules)) body: z.output<typeof rules>) {
    for (const [index, { target }] of body.entries()) {
      const known =
        'teamId' in target
          ? await this.salesTeams.hasTeam(target.teamId)
          : await this.salesTeams.hasRep(target.repId);
      if (!known) throw refusal(`${index}.target`, 'It points at a team or rep that does not exist.');
    }
    await this.salesTeams.putRules(body);
    return body;
  }

  @Get('promises')
  promises() {
    return this.salesTeams.promises();
  }

  @Put('promises')
  @Roles('manager', 'operator')
  async putPromises(@Body(new ZodBody(promises)) body: z.output<typeof promises>) {
    await this.salesTeams.putPromises(body);
    return body;
  }
}

function refusal(path: string, says: string): Problem {
  return Problem.unprocessable(`${path}: ${says}`, [{ path, says }]);
}
