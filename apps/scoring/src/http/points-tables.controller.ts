import { CurrentUser, Problem, Roles, type User, ZodBody } from '@baton/service-kit';
import { Body, Controller, Get, HttpCode, HttpStatus, Param, ParseIntPipe, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { type Promotion, PromotePointsTable } from '../application/promote-points-table.js';
import { pointsTableContent } from '../domain/points-table.js';
import { PointsTables, type StoredPointsTable } from '../infrastructure/points-tables.js';

const newTable = pointsTableContent.safeExtend({
  author: z.string().trim().min(1).max(200).optional().describe('Whose idea it was; without it, yours.'),
  kind: z.enum(['edited', 'interview']).default('edited').describe('Whether somebody changed it, or sales was asked.'),
  basedOn: z.number().int().positive().optional().describe('The version that you changed: refused where another rules by now.'),
  reason: z.string().trim().min(3, 'say in a few words why it changes').max(2_000),
});

const rollback = z.object({ reason: z.string().trim().min(3, 'say in a few words why it changes').max(2_000) });

@Controller('points-tables')
export class PointsTablesController {
  constructor(
    private readonly tables: PointsTables,
    private readonly promote: PromotePointsTable,
  ) {}

  @Get()
  list(): Promise<StoredPointsTable[]> {
    return this.tables.list();
  }

  @Get('ruling')
  ruling(): Promise<StoredPointsTable> {
    return this.tables.ruling();
  }

  /** 201 when it rules now, 200 when it says the same as the ruling one. */
  @Post()
  @Roles('marketer', 'operator')
  async create(
    @Body(new ZodBody(newTable)) { author, reason, kind, basedOn, ...content }: z.output<typeof newTable>,
    @CurrentUser() user: User,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Promotion> {
    const promotion = await this.promote.execute(content, { kind, author: author ?? user.name, reason, basedOn });
    if (promotion.kind === 'overtaken') {
      throw Problem.conflict(`Version ${promotion.version} rules by now, and you have not seen it: look at it, then save again.`);
    }
    void reply.status(promotion.kind === 'promoted' ? HttpStatus.CREATED : HttpStatus.OK);
    return promotion;
  }

  /** Lets an earlier version rule again, as a new one. */
  @Post(':version/rule-again')
  @HttpCode(HttpStatus.OK)
  @Roles('marketer', 'operator')
  async ruleAgain(
    @Param('version', ParseIntPipe) version: number,
    @Body(new ZodBody(rollback)) { reason }: z.output<typeof rollback>,
    @CurrentUser() user: User,
  ): Promise<Promotion> {
    const promotion = await this.promote.again(version, user.name, reason);
    if (promotion === null) throw Problem.notFound('There is no such version: GET /versions lists them.');
    return promotion;
  }
}
