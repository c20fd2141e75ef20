import { Clock, CurrentUser, Roles, type User, ZodBody } from '@baton/service-kit';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { z } from 'zod';
import { SetTheLine } from '../application/set-the-line.js';
import { linePolicy } from '../domain/line-policy.js';
import { Cuts } from '../infrastructure/cuts.js';
import { LinePolicies, type StoredLinePolicy } from '../infrastructure/line-policies.js';
import { PointsTables } from '../infrastructure/points-tables.js';

const newLine = linePolicy.and(
  z.object({
    reason: z.string().trim().min(3, 'say in a few words why it changes').max(2_000),
    until: z.iso.datetime({ offset: true }).optional().describe('Then the line before it rules again.'),
  }),
);

export interface ShownLine extends StoredLinePolicy {
  /** A lead with at least as many points is sent. */
  readonly cut: number;
}

/** How many leads sales gets. */
@Controller('line')
export class LineController {
  constructor(
    private readonly policies: LinePolicies,
    private readonly cuts: Cuts,
    private readonly tables: PointsTables,
    private readonly setting: SetTheLine,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Roles('marketer', 'manager', 'operator')
  async show(): Promise<ShownLine> {
    const stored = await this.policies.inForce(this.clock.now());
    const table = await this.tables.ruling();
    const laid = stored.policy.kind === 'points' ? null : await this.cuts.newest(stored.version, table.version);
    return { ...stored, cut: laid?.cut ?? table.line };
  }

  @Post()
  @Roles('marketer', 'manager', 'operator')
  set(@Body(new ZodBody(newLine)) line: z.output<typeof newLine>, @CurrentUser() user: User): Promise<StoredLinePolicy> {
    const { reason, until, ...policy } = line;
    return this.setting.execute({
      policy: linePolicy.parse(policy),
      author: user.name,
      reason,
      until: until === undefined ? null : new Date(until),
    });
  }
}
