import { maskedBody, maskedHeaders, maskSentence, type ShownBody, wholeBody } from '@baton/messaging';
import { Clock, CurrentUser, Problem, Roles, type User, UuidParam, ZodBody } from '@baton/service-kit';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { ReplayDelivery } from '../application/replay-delivery.js';
import { outcomes } from '../domain/hear-event.js';
import { Deliveries, deliveryStates, type DeliveryStatus, type DeliverySummary } from '../infrastructure/deliveries.js';

const MOST_IDS = 5_000;

const listQuery = z.object({
  state: z.enum(deliveryStates).optional(),
  outcome: z.enum(outcomes).optional(),
  sourceId: z.uuid().optional(),
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});
const contentQuery = z.object({ unmasked: z.stringbool().default(false) });
const outcomesBody = z.strictObject({ ids: z.array(z.uuid()).max(MOST_IDS) });

interface ShownDelivery extends DeliveryStatus {
  readonly masked: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ShownBody;
  readonly bodyBytes: number;
  /** Who has looked at it unmasked, the latest first. */
  readonly views: ReadonlyArray<{ readonly by: string; readonly at: Date }>;
}

/** What became of the webhooks that were accepted. Their bodies are shown masked: they hold personal data. */
@Controller('deliveries')
@Roles('operator', 'marketer')
export class DeliveriesController {
  constructor(
    @Inject(Deliveries) private readonly deliveries: Deliveries,
    @Inject(ReplayDelivery) private readonly replaying: ReplayDelivery,
    @Inject(Clock) private readonly clock: Clock,
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

  /** What was sent, with personal data hidden; `?unmasked=true` shows operators all of it, and writes down who looked. */
  @Get(':id/content')
  async content(
    @Param('id', UuidParam) id: string,
    @Query(new ZodBody(contentQuery)) { unmasked }: z.output<typeof contentQuery>,
    @CurrentUser() user: User,
  ): Promise<ShownDelivery> {
    if (unmasked && user.role !== 'operator') throw Problem.forbidden('Only operators see what people wrote, as they wrote it.');
    const [[status], kept] = await Promise.all([this.deliveries.statuses([id]), this.deliveries.content(id)]);
    if (status === undefined || kept === null) throw noSuchDelivery();
    if (unmasked) await this.deliveries.noteView(id, user.name, this.clock.now());
    const { headers, body } = kept;
    return {
      ...status,
      reason: status.reason === null || unmasked ? status.reason : maskSentence(status.reason),
      masked: !unmasked,
      headers: unmasked ? headers : maskedHeaders(headers),
      body: unmasked ? wholeBody(body) : maskedBody(body),
      bodyBytes: body.length,
      views: await this.deliveries.views(id),
    };
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
        throw noSuchDelivery();
      case 'refused':
        throw Problem.conflict(replayed.because);
    }
  }

  @Get(':id')
  async one(@Param('id', UuidParam) id: string): Promise<DeliveryStatus> {
    const [status] = await this.deliveries.statuses([id]);
    if (status === undefined) throw noSuchDelivery();
    return status;
  }
}

function noSuchDelivery(): Problem {
  return Problem.notFound('No delivery has this id: GET /deliveries lists the latest.');
}
