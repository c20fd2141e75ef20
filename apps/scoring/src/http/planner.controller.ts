import { Roles, ZodBody } from '@baton/service-kit';
import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { type Plan, PlanTheLine } from '../application/plan-the-line.js';
import type { Target } from '../domain/planner/choose-share.js';

const query = z
  .object({
    weeks: z.coerce.number().int().min(1).max(104).default(13),
    kind: z.enum(['share', 'capacity', 'quality']).optional().describe('What a line is chosen by.'),
    value: z.coerce.number().positive().optional().describe('A share, leads a week, or the least acceptance.'),
  })
  .refine(({ kind, value }) => (kind === undefined) === (value === undefined), {
    path: ['value'],
    message: 'kind and value belong together',
  })
  .refine(({ kind, value = 0 }) => kind === undefined || kind === 'capacity' || value <= 1, {
    path: ['value'],
    message: 'a share is at most 1',
  });

/** Share sent against wins kept, from the firm's own newest history. */
@Controller('planner')
@Roles('marketer', 'manager', 'operator')
export class PlannerController {
  constructor(private readonly planning: PlanTheLine) {}

  @Get()
  plan(@Query(new ZodBody(query)) { weeks, kind, value }: z.output<typeof query>): Promise<Plan> {
    const target: Target | null = kind === undefined || value === undefined ? null : { kind, value };
    return this.planning.execute(weeks, target);
  }
}
