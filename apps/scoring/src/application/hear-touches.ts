import type { touchRecorded } from '@baton/contracts';
import type { ReceivedEvent, UnitOfWork } from '@baton/messaging';
import { Injectable } from '@nestjs/common';
import { usesTouches } from '../domain/uses-touches.js';
import { Touches } from '../infrastructure/touches.js';
import { JudgeLeads } from './judge-leads.js';

/** Notes what people do. A lead that is held back may be worth sales' time by now. */
@Injectable()
export class HearTouches {
  constructor(
    private readonly touches: Touches,
    private readonly judging: JudgeLeads,
  ) {}

  async execute(recorded: readonly ReceivedEvent<typeof touchRecorded>[], uow: UnitOfWork): Promise<void> {
    await this.touches.add(recorded.map(({ data }) => data), uow);
    const causedBy = new Map(recorded.map((event) => [event.subject, event]));
    await this.judging.again([...causedBy.keys()], uow, { causedBy, only: usesTouches });
  }
}
