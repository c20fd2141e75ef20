import { Clock, Roles } from '@baton/service-kit';
import { Controller, Get } from '@nestjs/common';
import { type SourceQuality, sourceQuality } from '../domain/learning/source-quality.js';
import { SourceTallies } from '../infrastructure/source-tallies.js';

const QUARTER_MS = 13 * 7 * 86_400_000;

/** Which channels and campaigns bring people who cannot be reached, or are none. */
@Controller('source-quality')
export class SourceQualityController {
  constructor(
    private readonly tallies: SourceTallies,
    private readonly clock: Clock,
  ) {}

  /** Of the last quarter, the worst first. */
  @Get()
  @Roles('marketer', 'manager', 'operator')
  async list(): Promise<SourceQuality[]> {
    return sourceQuality(await this.tallies.since(new Date(this.clock.now().getTime() - QUARTER_MS)));
  }
}
