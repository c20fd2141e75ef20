import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { type DeadLetterSummary, DeadLetters } from '@baton/messaging';
import { z } from 'zod';
import { CurrentUser, Roles } from '../auth/auth.decorators.js';
import type { User } from '../auth/user.js';
import { Problem } from '../http/problem.js';
import { UuidParam, ZodBody } from '../http/zod-pipes.js';

const listQuery = z.object({
  state: z.enum(['open', 'replayed', 'closed']).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  after: z.uuid().optional().describe('The id of the last one of the page before.'),
});

const closing = z.object({
  note: z.string().trim().min(3, 'say in a few words why nothing more has to be done').max(2000),
});

/** Dead letters are seen, tried again or closed with a note; none goes away by itself. */
@Controller('dead-letters')
@Roles('operator')
export class DeadLettersController {
  constructor(@Inject(DeadLetters) private readonly deadLetters: DeadLetters) {}

  @Get()
  list(@Query(new ZodBody(listQuery)) query: z.output<typeof listQuery>): Promise<DeadLetterSummary[]> {
    return this.deadLetters.list(query);
  }

  /** The headers and the reason; the body may hold personal data and stays in the database. */
  @Get(':id')
  async show(@Param('id', UuidParam) id: string): Promise<object> {
    const letter = await this.deadLetters.show(id);
    if (!letter) throw noSuchLetter();
    const { value, key, ...shown } = letter;
    return { ...shown, valueBytes: value?.length ?? 0, keyBytes: key?.length ?? 0 };
  }

  @Post(':id/replay')
  @HttpCode(200)
  async replay(@Param('id', UuidParam) id: string, @CurrentUser() user: User): Promise<{ outcome: 'replayed' }> {
    const result = await this.deadLetters.replay(id, user.name);
    switch (result.outcome) {
      case 'replayed':
        return result;
      case 'failed':
        throw Problem.conflict(`It failed again and stays open: ${result.message}`);
      case 'already-settled':
        throw Problem.conflict(`It is ${result.state} already; nothing was done.`);
      case 'not-found':
        throw noSuchLetter();
    }
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

const noSuchLetter = () => Problem.notFound('No dead letter has this id here. List them with GET /dead-letters.');
