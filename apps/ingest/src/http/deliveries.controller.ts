import { CurrentUser, Problem, Roles, type User, UuidParam, ZodBody } from '@baton/service-kit';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { ReplayDelivery } from '../application/replay-delivery.js';
import { Deliveries, deliveryStates, type DeliveryStatus, type DeliverySummary } from '../infrastructure/deliveries.js';

const MOST_IDS = 5_000;

const listQuery = z.object({
  state: z.enum(deliveryStates).optional(),
  sourceId: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});
const outcomesBody = z.strictObject({ ids: z.array(z.uuid()).max(MOST_IDS) });

/** What became of the webhooks that were accepted. Their bodies are not shown: they hold personal data. */
@Controller('deliveries')
@Roles('operator', 'marketer')
export class DeliveriesController {
  constructor(
    @Inject(Deliveries) private readonly deliveries: Deliveries,
    @Inject(ReplayDelivery) private readonly replaying: ReplayDelivery,
  ) {}

  @Get()
  list(@Query(new ZodBody(listQuery)) query: z.output<typeof listQuery>): Promise<DeliveryStatus[]> {
    return this.deliveries.list(query);
  }

  @Get('summary')
  summary(): Promise<DeliverySummary> {
    return this.deliveries.summary();
  }

  /** How each of many deliveries ended, in one question. Ids that are not known are left out of the answer. */
  @Post('outcomes')
  @HttpCode(200)
  outcomes(
    @Body(new ZodBody(outcomesBody)) { ids }: z.output<typeof outcomesBody>,
  ): Promise<DeliveryStatus[]> {
    return this.deliveries.statuses(ids);
  }

  /** Reads it again, by the field map that its source has now. What it said of a touch is not told twice. */
  @Post(':id/replay')
  @HttpCode(200)
  async replay(@Param('id', UuidParam) id: string, @CurrentUser() user: User): Promise<DeliveryStatus> {
    const replayed = await this.replaying.replay(id, user.name);
    switch (replayed.kind) {
      case 'replayed':
        return replayed.delivery;
      case 'unknown':
        throw Problem.notFound('No delivery has this id: GET /deliveries lists the latest.');
      case 'refused':
        throw Problem.conflict(replayed.because);
    }
  }

  @Get(':id')
  async one(@Param('id', UuidParam) id: string): Promise<DeliveryStatus> {
    const [status] = await this.deliveries.statuses([id]);
    if (status === undefined)
      throw Problem.notFound('No delivery has this id: GET /deliveries lists the latest.');
    return status;
  }
}
