import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import {
  DEFAULT_REPLAYS_PER_SECOND,
  MOST_REPLAYS_PER_SECOND,
  type ReplayRun,
  ReplayRuns,
} from '@baton/messaging';
import { z } from 'zod';
import { CurrentUser, Roles } from '../auth/auth.decorators.js';
import type { User } from '../auth/user.js';
import { Problem } from '../http/problem.js';
import { UuidParam, ZodBody } from '../http/zod-pipes.js';
import { choiceFields, choiceIn, isOneChoice, SAY_WHICH } from './dead-letter-choice.js';

const LISTED = 20;

const beginning = z
  .object({
    ...choiceFields,
    perSecond: z.number().int().min(1).max(MOST_REPLAYS_PER_SECOND).default(DEFAULT_REPLAYS_PER_SECOND),
  })
  .refine(isOneChoice, SAY_WHICH);

/** Replays of some or all dead letters. They go on whether somebody watches or not. */
@Controller('dead-letters/replays')
@Roles('operator')
export class ReplayRunsController {
  constructor(@Inject(ReplayRuns) private readonly runs: ReplayRuns) {}

  @Post()
  @HttpCode(202)
  async begin(
    @Body(new ZodBody(beginning)) { perSecond, ...given }: z.output<typeof beginning>,
    @CurrentUser() user: User,
  ): Promise<ReplayRun> {
    const { outcome, run } = await this.runs.begin(choiceIn(given), user.name, perSecond);
    if (outcome === 'begun') return run;
    throw Problem.conflict(
      `A replay goes on already (${run.id}, ${run.done} of ${run.total}): wait until it is done, or stop it.`,
    );
  }

  /** The newest first. */
  @Get()
  list(): Promise<ReplayRun[]> {
    return this.runs.latest(LISTED);
  }

  @Get(':id')
  async read(@Param('id', UuidParam) id: string): Promise<ReplayRun> {
    return this.found(await this.runs.read(id));
  }

  /** What it has not come to stays open. */
  @Post(':id/stop')
  @HttpCode(200)
  async stop(@Param('id', UuidParam) id: string): Promise<ReplayRun> {
    return this.found(await this.runs.halt(id));
  }

  private found(run: ReplayRun | null): ReplayRun {
    if (run) return run;
    throw Problem.notFound('No replay has this id here. List them with GET /dead-letters/replays.');
  }
}
