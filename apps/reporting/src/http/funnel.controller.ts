import { ZodBody } from '@baton/service-kit';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { z } from 'zod';
import { ReadFunnel } from '../application/read-funnel.js';
import type { Funnel } from '../domain/funnel.js';
import { Rebuilds } from '../infrastructure/rebuilds.js';

/** `campaign=none` asks for those who named no campaign. */
const NO_CAMPAIGN = 'none';

const funnelQuery = z
  .object({
    from: z.iso.date().optional().describe('First day of the cohort, in UTC, e.g. `2026-03-02`.'),
    to: z.iso.date().optional().describe('Last day, included.'),
    campaign: z
      .string()
      .min(1)
      .max(500)
      .transform((key) => (key === NO_CAMPAIGN ? null : key))
      .optional()
      .describe('A campaign key, or `none`.'),
  })
  .refine(({ from, to }) => !from || !to || from <= to, {
    path: ['to'],
    message: 'must not lie before `from`',
  });

export interface FunnelAnswer extends Funnel {
  /** True while the numbers are read again from the log, and still grow. */
  readonly rebuilding: boolean;
}

/** The same numbers for everybody: people by campaign and by the week in which they were received. */
@Controller('funnel')
export class FunnelController {
  constructor(
    @Inject(ReadFunnel) private readonly funnel: ReadFunnel,
    @Inject(Rebuilds) private readonly rebuilds: Rebuilds,
  ) {}

  @Get()
  async read(@Query(new ZodBody(funnelQuery)) query: z.output<typeof funnelQuery>): Promise<FunnelAnswer> {
    const [funnel, { phase }] = await Promise.all([this.funnel.read(query), this.rebuilds.read()]);
    return { ...funnel, rebuilding: phase !== 'idle' };
  }
}
