import { Roles, UuidParam } from '@baton/service-kit';
import { Controller, Get, Param } from '@nestjs/common';
import type { QualifiedLead } from '../domain/qualified-lead.js';
import { Assignments, type ShownAssignment } from '../infrastructure/assignments.js';

export interface RoutingExport {
  /** The person as they qualified; null where they did not. */
  readonly qualified: QualifiedLead | null;
  readonly assignments: readonly ShownAssignment[];
}

/** What routing keeps of a person, for whoever asks about themselves. */
@Controller('leads')
@Roles('operator')
export class ExportController {
  constructor(private readonly assignments: Assignments) {}

  @Get(':leadId/export')
  async of(@Param('leadId', UuidParam) leadId: string): Promise<RoutingExport> {
    return {
      qualified: await this.assignments.qualifiedLead(leadId),
      assignments: await this.assignments.of(leadId),
    };
  }
}
