import { Module } from '@nestjs/common';
import { ForgetPeople } from './application/forget-people.js';
import { ProjectEvents } from './application/project-events.js';
import { ReadFunnel } from './application/read-funnel.js';
import { RebuildProjections } from './application/rebuild-projections.js';
import { ProjectionHandlers } from './events/projection.handlers.js';
import { CampaignsController } from './http/campaigns.controller.js';
import { ExportController } from './http/export.controller.js';
import { FunnelController } from './http/funnel.controller.js';
import { LeadsController } from './http/leads.controller.js';
import { RebuildController } from './http/rebuild.controller.js';
import { TicksController } from './http/ticks.controller.js';
import { Campaigns } from './infrastructure/campaigns.js';
import { FunnelCounts } from './infrastructure/funnel-counts.js';
import { Projections } from './infrastructure/projections.js';
import { Rebuilds } from './infrastructure/rebuilds.js';
import { Stories } from './infrastructure/stories.js';
import { WrittenFeed } from './infrastructure/written-feed.js';

@Module({
  controllers: [
    ProjectionHandlers,
    CampaignsController,
    ExportController,
    FunnelController,
    LeadsController,
    RebuildController,
    TicksController,
  ],
  providers: [
    ProjectEvents,
    ForgetPeople,
    ReadFunnel,
    RebuildProjections,
    Campaigns,
    FunnelCounts,
    Projections,
    Rebuilds,
    Stories,
    WrittenFeed,
  ],
})
export class ReportingModule {}
