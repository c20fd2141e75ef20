import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import {
  type DeadLetterGroup,
  DeadLetters,
  type DeadLetterSummary,
  maskSentence,
  maskSummary,
  type ShownDeadLetter,
} from '@baton/messaging';
import { z } from 'zod';
import { CurrentUser, Roles } from '../auth/auth.decorators.js';
import type { User } from '../auth/user.js';
import { Problem } from '../http/problem.js';
import { UuidParam, ZodBody } from '../http/zod-pipes.js';
import { choiceFields, choiceIn, filterFields, isOneChoice, SAY_WHICH } from './dead-letter-choice.js';

const listQuery = z.object({
  ...filterFields,
  state: z.enum(['open', 'replayed', 'closed']).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  after: z.uuid().optional().describe('The id of the last one of the page before.'),
});

const groupQuery = z.object(filterFields);
const showQuery = z.object({ unmasked: z.stringbool().default(false) });

const note = z.string().trim().min(3, 'say in a few words why nothing more has to be done').max(2000);
const closing = z.object({ note });
const closingMany = z.object({ note, ...choiceFields }).refine(isOneChoice, SAY_WHICH);

/**
 * Dead letters are seen, tried again or closed with a note; none goes away by itself. Only for operators: what is
 * hidden of a body still tells a little, and whoever reads one should be able to end it.
 */
@Controller('dead-letters')
@Roles('operator')
export class DeadLettersController {
  constructor(@Inject(DeadLetters) private readonly deadLetters: DeadLetters) {}

  @Get()
  async list(@Query(new ZodBody(listQuery)) query: z.output<typeof listQuery>): Promise<DeadLetterSummary[]> {
    return (await this.deadLetters.list(query)).map(maskSummary);
  }

  /** How many are open, by reason and topic. */
  @Get('groups')
  groups(@Query(new ZodBody(groupQuery)) query: z.output<typeof groupQuery>): Promise<DeadLetterGroup[]> {
    return this.deadLetters.groupOpen(query);
  }

  /** With personal data hidden; `?unmasked=true` shows all of it, and writes down who looked. */
  @Get(':id')
  async show(
    @Param('id', UuidParam) id: string,
    @Query(new ZodBody(showQuery)) { unmasked }: z.output<typeof showQuery>,
    @CurrentUser() user: User,
  ): Promise<ShownDeadLetter> {
    const letter = await (unmasked
      ? this.deadLetters.showUnmasked(id, user.name)
      : this.deadLetters.show(id));
    if (!letter) throw noSuchLetter();
    return letter;
  }

  @Post(':id/replay')
  @HttpCode(200)
  async replay(
    @Param('id', UuidParam) id: string,
    @CurrentUser() user: User,
  ): Promise<{ outcome: 'replayed' }> {
    const result = await this.deadLetters.replay(id, user.name);
    switch (result.outcome) {
      case 'replayed':
        return result;
      case 'failed':
        throw Problem.conflict(`It failed again and stays open: ${maskSentence(result.message)}`);
      case 'already-settled':
        throw Problem.conflict(`It is ${result.state} already; nothing was done.`);
      case 'not-found':
        throw noSuchLetter();
    }
  }

  /** Closes those of the choice that are open. */
  @Post('close')
  @HttpCode(200)
  async closeMany(
    @Body(new ZodBody(closingMany)) { note, ...given }: z.output<typeof closingMany>,
    @CurrentUser() user: User,
  ): Promise<{ closed: number }> {
    return { closed: await this.deadLetters.closeMany(choiceIn(given), note, user.name) };
  }

  @Post(':id/close')
  @HttpCode(200)
  async close(
    @Param('id', UuidParam) id: string,
    @Body(new ZodBody(closing)) { note }: z.output<typeof closing>,
    @CurrentUser() user: User,
  ): Promise<{ outcome: 'closed' }> {
    const result = await this.deadLetters.close(id, note, user.name);
    switch (result.outcome) {
      case 'closed':
        return result;
      case 'already-settled':
        throw Problem.conflict(`It is ${result.state} already; nothing was done.`);
      case 'not-found':
        throw noSuchLetter();
    }
  }
}

const noSuchLetter = () =>
  Problem.notFound('No dead letter has this id here. List them with GET /dead-letters.');
