import { CurrentUser, Problem, Roles, type User, ZodBody } from '@baton/service-kit';
import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Post } from '@nestjs/common';
import { z } from 'zod';
import { LearnFromVerdicts } from '../application/learn-from-verdicts.js';
import { PromoteChallenger } from '../application/promote-challenger.js';
import type { Promotion } from '../application/promote-points-table.js';
import { type LearningState, ShowChallenger } from '../application/show-challenger.js';

const promotion = z.object({ reason: z.string().trim().min(3).max(2_000).optional() });
const nothingInShadow = () =>
  Problem.notFound('No learned table runs in the shadow: GET /challenger says how far the next one is.');

/** The table that was learned from verdicts and may rule next. */
@Controller('challenger')
export class ChallengerController {
  constructor(
    private readonly showing: ShowChallenger,
    private readonly learning: LearnFromVerdicts,
    private readonly promoting: PromoteChallenger,
  ) {}

  @Get()
  @Roles('marketer', 'manager', 'operator')
  show(): Promise<LearningState> {
    return this.showing.execute();
  }

  /** 202: it is learned in the background; GET shows how far it is. */
  @Post('train')
  @HttpCode(HttpStatus.ACCEPTED)
  @Roles('marketer', 'operator')
  train(): Promise<LearningState> {
    this.learning.ask();
    return this.showing.execute();
  }

  @Post('promote')
  @HttpCode(HttpStatus.OK)
  @Roles('marketer', 'operator')
  async promote(@Body(new ZodBody(promotion)) { reason }: z.output<typeof promotion>, @CurrentUser() user: User): Promise<Promotion> {
    const promoted = await this.promoting.execute(user.name, reason);
    if (promoted === null) throw nothingInShadow();
    return promoted;
  }

  @Delete()
  @HttpCode(HttpStatus.NO_CONTENT)
  @Roles('marketer', 'operator')
  async drop(): Promise<void> {
    if (!(await this.promoting.drop())) throw nothingInShadow();
  }
}
