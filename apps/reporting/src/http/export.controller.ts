import { Roles, UuidParam } from '@baton/service-kit';
import { Controller, Get, Inject, Param } from '@nestjs/common';
import { type StoryItem, tell } from '../domain/story.js';
import { type LeadFacts, Stories } from '../infrastructure/stories.js';

export interface ReportingExport {
  /** What is counted of the person; null where nothing is. */
  readonly facts: LeadFacts | null;
  /** Every event about them, oldest first. */
  readonly story: readonly StoryItem[];
}

/** What reporting keeps of a person, for whoever asks about themselves. */
@Controller('leads')
@Roles('operator')
export class ExportController {
  constructor(@Inject(Stories) private readonly stories: Stories) {}

  @Get(':leadId/export')
  async of(@Param('leadId', UuidParam) leadId: string): Promise<ReportingExport> {
    return { facts: await this.stories.facts(leadId), story: tell(await this.stories.events(leadId)) };
  }
}
