import type { Facts } from '@baton/contracts';
import { Transactions } from '@baton/messaging';
import { Clock } from '@baton/service-kit';
import { Injectable } from '@nestjs/common';
import { judge, type Judgement } from '../domain/judge.js';
import type { PointsTableContent } from '../domain/points-table.js';
import type { Touch } from '../domain/touch.js';
import { PointsTables } from '../infrastructure/points-tables.js';
import { LayTheLine } from './lay-the-line.js';

export interface WhatIfLead {
  readonly facts: Facts;
  readonly activities: readonly Omit<Touch, 'touchId'>[];
}

/** Nobody's: a lead that is only thought of is never drawn for the sample. */
const NOBODY = '00000000-0000-4000-8000-000000000000';

/** What leads that nobody has sent would be worth. It changes nothing. */
@Injectable()
export class PreviewLeads {
  constructor(
    private readonly transactions: Transactions,
    private readonly tables: PointsTables,
    private readonly line: LayTheLine,
    private readonly clock: Clock,
  ) {}

  async execute(leads: readonly WhatIfLead[], content: PointsTableContent | undefined): Promise<Judgement[]> {
    const ruling = await this.tables.ruling();
    const inForce = await this.transactions.run((uow) => this.line.inForce(ruling, uow));
    const table = content ? { ...content, version: ruling.version } : ruling;
    const line = { ...inForce, cut: content ? content.line : inForce.cut, sampleShare: 0 };
    const at = this.clock.now().toISOString();
    return leads.map(({ facts, activities }) => {
      const touches = activities.map((activity, index): Touch => ({ ...activity, touchId: String(index) }));
      return judge({ leadId: NOBODY, features: facts, touches, missing: [], at, line }, table);
    });
  }
}
