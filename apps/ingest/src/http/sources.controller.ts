import { Clock, CONFIG, Problem, Roles, UuidParam, ZodBody } from '@baton/service-kit';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import { z } from 'zod';
import { type Kept, KeepSources } from '../application/keep-sources.js';
import { ReleaseHeld } from '../application/release-held.js';
import { publicUrlOf, webhookPathOf } from '../application/public-url.js';
import { SendTest } from '../application/send-test.js';
import { WatchSources } from '../application/watch-sources.js';
import type { Silence } from '../domain/silence.js';
import { canBeTested } from '../domain/providers/test-delivery.js';
import { hydrators } from '../domain/hydration/hydrators.js';
import { MARKETO_TEMPLATE } from '../domain/providers/marketo.js';
import { type ProviderFacts, providerFacts } from '../domain/providers/provider-facts.js';
import { platformIds, type PlatformId, providerIds, providers } from '../domain/providers/providers.js';
import type { IngestConfig } from '../ingest.config.js';
import { Deliveries, type DeliveriesOfDay, type DeliveryTally } from '../infrastructure/deliveries.js';
import { type Refusals, RefusedWebhooks } from '../infrastructure/refused-webhooks.js';
import { Fetches } from '../infrastructure/fetches.js';
import { type Source, Sources } from '../infrastructure/sources.js';
import { fieldMap } from './field-map.schema.js';

const name = z.string().trim().min(1).max(200);
const secrets = z.array(z.string().min(1).max(500)).max(10);

const token = z.string().trim().min(1).max(4_000);
const apiAccess = z.strictObject({
  url: z
    .url({ protocol: /^https$/ })
    .or(z.url({ protocol: /^http$/, hostname: /^(localhost|127\.0\.0\.1)$/ }))
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  accessToken: token,
  refreshToken: token.optional(),
  clientId: token.optional(),
  clientSecret: token.optional(),
});

const newSource = z.strictObject({
  provider: z.enum(providerIds),
  name,
  secrets: secrets.default([]),
  fieldMap: fieldMap.nullable().optional(),
  api: apiAccess.nullable().optional(),
});
const sourceChange = z.strictObject({
  name: name.optional(),
  secrets: secrets.optional(),
  fieldMap: fieldMap.nullable().optional(),
  api: apiAccess.nullable().optional(),
});

const newSecret = z.strictObject({ secret: z.string().trim().min(1).max(500) });

const DAY_MS = 24 * 60 * 60_000;
const SHOWN_DAYS = 14;

const TEST_AGAIN_AFTER_SECONDS = 5;

interface ShownPlatform extends ProviderFacts {
  readonly id: PlatformId;
  readonly takesFieldMap: boolean;
  /** Whether Baton has to fetch from it, for which the source needs an access token. */
  readonly needsApiAccess: boolean;
  /** Whether Baton makes the secret where none is given. */
  readonly makesSecret: boolean;
  /** To be pasted into the platform, where what it posts is up to a template. */
  readonly payloadTemplate: string | null;
  /** Whether Baton can send a test delivery itself. */
  readonly canBeTested: boolean;
}

interface SourceHealth extends DeliveryTally {
  readonly since: Date;
  /** Records that wait to be fetched, and what keeps them. */
  readonly fetching: number;
  readonly fetchProblem: string | null;
  /** Webhooks of the last days that did not prove where they come from. */
  readonly refused: Refusals | null;
  /** Where it is silent at an hour at which it usually is not. */
  readonly silence: Silence | null;
  /** The last days on which anything came, UTC. */
  readonly days: readonly DeliveriesOfDay[];
}

/** A source as it is shown: its secrets never leave the service. */
interface ShownSource {
  readonly id: string;
  readonly provider: string;
  readonly name: string;
  readonly webhookPath: string;
  /** The address to paste into the platform. */
  readonly url: string;
  readonly secretCount: number;
  /** Whether Baton may fetch from the platform's API; null where the platform tells everything by itself. */
  readonly hasApiAccess: boolean | null;
  readonly fieldMap: Source['fieldMap'];
  /** Since when what it sends waits; null while it is read. */
  readonly pausedAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Only in the answer that creates the source, and only if it was made here. */
  readonly generatedSecret?: string;
}

@Controller('sources')
export class SourcesController {
  constructor(
    @Inject(KeepSources) private readonly keeping: KeepSources,
    @Inject(Sources) private readonly sources: Sources,
    @Inject(ReleaseHeld) private readonly held: ReleaseHeld,
    @Inject(RefusedWebhooks) private readonly refused: RefusedWebhooks,
    @Inject(WatchSources) private readonly watch: WatchSources,
    @Inject(SendTest) private readonly testing: SendTest,
    @Inject(Deliveries) private readonly deliveries: Deliveries,
    @Inject(Fetches) private readonly fetches: Fetches,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<IngestConfig, 'BATON_PUBLIC_URL'>,
  ) {}

  @Post()
  @Roles('operator', 'marketer')
  async create(@Body(new ZodBody(newSource)) body: z.output<typeof newSource>): Promise<ShownSource> {
    return this.answer(await this.keeping.create(body));
  }

  @Put(':id')
  @Roles('operator', 'marketer')
  async change(
    @Param('id', UuidParam) id: string,
    @Body(new ZodBody(sourceChange)) body: z.output<typeof sourceChange>,
  ): Promise<ShownSource> {
    return this.answer(await this.keeping.change(id, body));
  }

  @Get()
  @Roles('operator', 'marketer', 'manager')
  async list(): Promise<ShownSource[]> {
    return (await this.sources.list()).map((source) => this.show(source));
  }

  /** What each platform is called, where its address is pasted and what its secret is. */
  @Get('platforms')
  @Roles('operator', 'marketer', 'manager')
  platforms(): ShownPlatform[] {
    return platformIds.map((id) => ({
      id,
      ...providerFacts[id],
      takesFieldMap: providers[id].takesFieldMap,
      needsApiAccess: hydrators[id] !== undefined,
      makesSecret: id === 'standard-webhooks',
      payloadTemplate: id === 'marketo' ? MARKETO_TEMPLATE : null,
      canBeTested: canBeTested(id),
    }));
  }

  @Post(':id/secrets')
  @Roles('operator', 'marketer')
  @HttpCode(200)
  async addSecret(
    @Param('id', UuidParam) id: string,
    @Body(new ZodBody(newSecret)) { secret }: z.output<typeof newSecret>,
  ): Promise<ShownSource> {
    return this.answer(await this.keeping.addSecret(id, secret));
  }

  @Delete(':id/secrets/old')
  @Roles('operator', 'marketer')
  async dropOldSecrets(@Param('id', UuidParam) id: string): Promise<ShownSource> {
    return this.answer(await this.keeping.dropOldSecrets(id));
  }

  /** What it sends is stored, and waits until it goes on. Other instances hear of it within seconds. */
  @Post(':id/pause')
  @Roles('operator', 'marketer')
  @HttpCode(200)
  async pause(@Param('id', UuidParam) id: string): Promise<ShownSource> {
    return this.answer(await this.keeping.setPaused(id, true));
  }

  /** It goes on, with what has waited first. */
  @Post(':id/resume')
  @Roles('operator', 'marketer')
  @HttpCode(200)
  async resume(@Param('id', UuidParam) id: string): Promise<ShownSource> {
    const kept = await this.keeping.setPaused(id, false);
    this.held.wake();
    return this.answer(kept);
  }

  /** How a source has fared of late. */
  @Get(':id/health')
  @Roles('operator', 'marketer', 'manager')
  async health(@Param('id', UuidParam) id: string): Promise<SourceHealth> {
    const source = await this.sources.find(id);
    if (source === null) throw noSuchSource();
    const now = this.clock.now().getTime();
    const [since, shownSince] = [new Date(now - DAY_MS), new Date(now - SHOWN_DAYS * DAY_MS)];
    const { waiting, problem } = await this.fetches.waitingOf(id);
    return {
      ...(await this.deliveries.tallyOf(id, since)),
      since,
      fetching: waiting,
      fetchProblem: problem,
      refused: await this.refused.of(id, since),
      silence: await this.watch.silenceOf(source),
      days: await this.deliveries.byDay(id, shownSince),
    };
  }

  /** Sends a webhook to the source's own address, as the platform would. It makes no lead. */
  @Post(':id/test')
  @Roles('operator', 'marketer')
  @HttpCode(200)
  async test(@Param('id', UuidParam) id: string): Promise<{ deliveryId: string | null }> {
    const tested = await this.testing.send(id);
    switch (tested.kind) {
      case 'accepted':
        return { deliveryId: tested.deliveryId };
      case 'unknown-source':
        throw noSuchSource();
      case 'not-possible':
        throw Problem.conflict('Only the platform can send this source a test: use its own button for it.');
      case 'failed':
        throw Problem.unavailable(tested.because, TEST_AGAIN_AFTER_SECONDS);
    }
  }

  @Get(':id')
  @Roles('operator', 'marketer', 'manager')
  async one(@Param('id', UuidParam) id: string): Promise<ShownSource> {
    const source = await this.sources.find(id);
    return source === null ? this.answer({ kind: 'not-found' }) : this.show(source);
  }

  private answer(kept: Kept): ShownSource {
    switch (kept.kind) {
      case 'kept':
        return {
          ...this.show(kept.source),
          ...(kept.generatedSecret ? { generatedSecret: kept.generatedSecret } : {}),
        };
      case 'not-found':
        throw noSuchSource();
      case 'refused':
        throw Problem.unprocessable(`${kept.path}: ${kept.says}`, [{ path: kept.path, says: kept.says }]);
    }
  }

  private show({ secrets: { length }, ...source }: Source): ShownSource {
    const { id, provider, name: title, fieldMap: map, pausedAt, createdAt, updatedAt } = source;
    return {
      id,
      provider,
      name: title,
      webhookPath: webhookPathOf(id),
      url: publicUrlOf(this.config, id),
      secretCount: length,
      hasApiAccess: hydrators[provider] === undefined ? null : source.api !== null,
      fieldMap: map,
      pausedAt,
      createdAt,
      updatedAt,
    };
  }
}

function noSuchSource(): Problem {
  return Problem.notFound('No webhook source has this id: GET /sources lists them.');
}
