import { Inject, Injectable } from '@nestjs/common';
import { type Funnel, funnelOf } from '../domain/funnel.js';
import { Campaigns } from '../infrastructure/campaigns.js';
import { FunnelCounts, type FunnelQuery } from '../infrastructure/funnel-counts.js';

/** The numbers that both teams are held to. */
@Injectable()
export class ReadFunnel {
  constructor(
    @Inject(FunnelCounts) private readonly counts: FunnelCounts,
    @Inject(Campaigns) private readonly campaigns: Campaigns,
  ) {}

  async read(query: FunnelQuery): Promise<Funnel> {
    const [people, campaigns] = await Promise.all([this.counts.count(query), this.campaigns.list()]);
    return funnelOf(people, new Map(campaigns.map(({ key, name }) => [key, name])));
  }
}
