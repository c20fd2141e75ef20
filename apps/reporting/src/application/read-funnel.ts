import { Inject, Injectable } from '@nestjs/common';
import { type Funnel, funnelOf } from '../domain/funnel.js';
import { Campaigns } from '../infrastructure/campaigns.js';
import type { Cohort } from '../infrastructure/cohort.js';
import { FunnelCounts } from '../infrastructure/funnel-counts.js';

/** The numbers that both teams are held to. */
@Injectable()
export class ReadFunnel {
  constructor(
    @Inject(FunnelCounts) private readonly counts: FunnelCounts,
    @Inject(Campaigns) private readonly campaigns: Campaigns,
  ) {}

  async read(cohort: Cohort): Promise<Funnel> {
    const [people, campaigns] = await Promise.all([this.counts.count(cohort), this.campaigns.list()]);
    return funnelOf(people, new Map(campaigns.map(({ key, name }) => [key, name])));
  }
}
