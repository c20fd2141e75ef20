import { ZodBody } from '@baton/service-kit';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import type { z } from 'zod';
import { ReadFunnel } from '../application/read-funnel.js';
import type { Funnel } from '../domain/funnel.js';
import { Rebuilds } from '../infrastructure/rebuilds.js';
import { cohortQuery, endsAfterItBegins } from './cohort-query.js';

const funnelQuery = cohortQuery.refine(...endsAfterItBegins);

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
