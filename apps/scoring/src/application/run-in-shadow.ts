import type { UnitOfWork } from '@baton/messaging';
import { Injectable } from '@nestjs/common';
import type { Inputs } from '../domain/inputs.js';
import { judge } from '../domain/judge.js';
import type { PointsTable } from '../domain/points-table.js';
import { Challengers } from '../infrastructure/challengers.js';
import type { ShadowDecision } from '../infrastructure/decisions.js';

/** A table on trial, and where its line would lie. */
export interface Shadow {
  readonly id: string;
  readonly table: PointsTable;
  readonly cut: number;
}

/** A version that has none yet. */
const NO_VERSION = 0;

/** The table that runs beside the ruling one: it judges every live lead, and decides nothing. */
@Injectable()
export class RunInShadow {
  private known: Shadow | null = null;

  constructor(private readonly challengers: Challengers) {}

  async current({ manager }: UnitOfWork): Promise<Shadow | null> {
    const id = await this.challengers.shadowId(manager);
    if (id === null) return null;
    if (this.known?.id === id) return this.known;
    const found = await this.challengers.contentOf(id, manager);
    this.known = found && { id, table: { ...found.content, version: NO_VERSION }, cut: found.cut };
    return this.known;
  }
}

export function judgedInShadow(inputs: Inputs, { id, table, cut }: Shadow): ShadowDecision {
  const { score, decision } = judge({ ...inputs, line: { ...inputs.line, cut, sampleShare: 0 } }, table);
  return { challenger: id, score: score.score, sends: decision.kind === 'qualified' };
}
