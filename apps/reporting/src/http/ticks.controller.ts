import { Clock, EventStream } from '@baton/service-kit';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { WrittenFeed } from '../infrastructure/written-feed.js';

const MOST_LEADS = 50;

/** What a server-sent event of the type `tick` says. */
export interface Tick {
  readonly funnelChangedAt: Date;
  /** The leads whose story grew; where there are more than 50, only some of them. */
  readonly leadIds: string[];
  readonly more: boolean;
}

/** Tells that numbers and stories changed, many changes in one tick. Resumed by `Last-Event-ID`. */
@Controller('stream')
export class TicksController {
  constructor(
    @Inject(EventStream) private readonly streams: EventStream,
    @Inject(WrittenFeed) private readonly written: WrittenFeed,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get()
  stream(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.streams.serve(request, reply, async (lastId) => {
      const since = lastId !== undefined && /^\d{1,19}$/.test(lastId) ? lastId : undefined;
      const { horizon, subjects } = await this.written.since(since, MOST_LEADS);
      if (subjects.length === 0) return { events: [], lastId: horizon };
      const tick: Tick = {
        funnelChangedAt: this.clock.now(),
        leadIds: subjects.slice(0, MOST_LEADS),
        more: subjects.length > MOST_LEADS,
      };
      return { events: [{ id: horizon, type: 'tick', data: tick }], lastId: horizon };
    });
  }
}
