import { Clock, Roles, UuidParam } from '@baton/service-kit';
import { Controller, Get, Header, Headers, Inject, Param } from '@nestjs/common';
import { GatherExport, type PersonDocument } from '../application/gather-export.js';

/** All that is kept of a person, as one file. */
@Controller('api/leads')
export class ExportController {
  constructor(
    @Inject(GatherExport) private readonly gathering: GatherExport,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get(':leadId/export')
  @Roles('operator')
  @Header('content-disposition', 'attachment; filename="person.json"')
  @Header('cache-control', 'no-store')
  of(
    @Param('leadId', UuidParam) leadId: string,
    @Headers('authorization') authorization: string,
  ): Promise<PersonDocument> {
    return this.gathering.of(leadId, authorization, this.clock.now());
  }
}
