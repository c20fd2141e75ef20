import { CurrentUser, EventStream, type User, ZodBody } from '@baton/service-kit';
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ChangeFeed } from '../infrastructure/change-feed.js';
import { whoseLeads } from './whose-leads.js';

const streamQuery = z.object({
  since: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .describe('`changeNumber` of the list that was read before.'),
});

/** Tells at once which leads changed: server-sent events of the type `lead`, resumed by `Last-Event-ID`. */
@Controller('stream')
export class LeadStreamController {
  constructor(
    @Inject(EventStream) private readonly streams: EventStream,
    @Inject(ChangeFeed) private readonly changes: ChangeFeed,
  ) {}

  @Get()
  stream(
    @CurrentUser() user: User,
    @Query(new ZodBody(streamQuery)) { since }: z.output<typeof streamQuery>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const repId = whoseLeads(user);
    return this.streams.serve(request, reply, async (lastId) => {
      const from = numberIn(lastId) ?? since ?? (await this.changes.latest());
      const changes = await this.changes.since(from, repId);
      return {
        events: changes.map((change) => ({ id: String(change.changeNumber), type: 'lead', data: change })),
        lastId: String(changes.at(-1)?.changeNumber ?? from),
      };
    });
  }
}

/** A `Last-Event-ID` that is not ours says nothing. */
function numberIn(lastId: string | undefined): number | undefined {
  return lastId !== undefined && /^\d{1,15}$/.test(lastId) ? Number(lastId) : undefined;
}
