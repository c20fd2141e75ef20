import { Module } from '@nestjs/common';
import { AcceptDelivery } from './application/accept-delivery.js';
import { ComparePeople } from './application/compare-people.js';
import { DecideReviews } from './application/decide-reviews.js';
import { EraseOnRequest } from './application/erase-on-request.js';
import { ErasePeople } from './application/erase-people.js';
import { FetchRecords } from './application/fetch-records.js';
import { FindAccounts } from './application/find-accounts.js';
import { ImportRows } from './application/import-rows.js';
import { KeepAccounts } from './application/keep-accounts.js';
import { KeepSources } from './application/keep-sources.js';
import { PreviewFieldMap } from './application/preview-field-map.js';
import { ProcessDeliveries } from './application/process-deliveries.js';
import { ReleaseHeld } from './application/release-held.js';
import { ReplayDelivery } from './application/replay-delivery.js';
import { SendTest } from './application/send-test.js';
import { WatchSources } from './application/watch-sources.js';
import { RefusedWebhooks } from './infrastructure/refused-webhooks.js';
import { SettleDeliveries } from './application/settle-deliveries.js';
import { UndoMerge } from './application/undo-merge.js';
import { WatchErasures } from './application/watch-erasures.js';
import { ErasureEvents } from './events/erasure.events.js';
import { AccountsController } from './http/accounts.controller.js';
import { DeliveriesController } from './http/deliveries.controller.js';
import { ErasuresController } from './http/erasures.controller.js';
import { ExportController } from './http/export.controller.js';
import { FieldMapPreviewController } from './http/field-map-preview.controller.js';
import { LeadsController } from './http/leads.controller.js';
import { MergesController } from './http/merges.controller.js';
import { ReviewsController } from './http/reviews.controller.js';
import { RowsController } from './http/rows.controller.js';
import { SourcesController } from './http/sources.controller.js';
import { Accounts } from './infrastructure/accounts.js';
import { Deliveries } from './infrastructure/deliveries.js';
import { DeliveryWriter } from './infrastructure/delivery-writer.js';
import { Erasures } from './infrastructure/erasures.js';
import { Fetches } from './infrastructure/fetches.js';
import { Leads } from './infrastructure/leads.js';
import { Lookalikes } from './infrastructure/lookalikes.js';
import { Merges } from './infrastructure/merges.js';
import { PersonExport } from './infrastructure/person-export.js';
import { PlatformApi } from './infrastructure/platform-api.js';
import { Reviews } from './infrastructure/reviews.js';
import { SecretBox } from './infrastructure/secret-box.js';
import { Sources } from './infrastructure/sources.js';

@Module({
  controllers: [
    ErasureEvents,
    AccountsController,
    SourcesController,
    FieldMapPreviewController,
    RowsController,
    DeliveriesController,
    ErasuresController,
    ExportController,
    LeadsController,
    MergesController,
    ReviewsController,
  ],
  providers: [
    AcceptDelivery,
    ComparePeople,
    DecideReviews,
    EraseOnRequest,
    ErasePeople,
    FetchRecords,
    FindAccounts,
    ImportRows,
    KeepAccounts,
    KeepSources,
    PreviewFieldMap,
    ProcessDeliveries,
    SettleDeliveries,
    UndoMerge,
    WatchErasures,
    Accounts,
    Deliveries,
    DeliveryWriter,
    Erasures,
    Fetches,
    Leads,
    Lookalikes,
    Merges,
    PersonExport,
    RefusedWebhooks,
    ReleaseHeld,
    ReplayDelivery,
    SendTest,
    WatchSources,
    PlatformApi,
    Reviews,
    SecretBox,
    Sources,
  ],
})
export class IngestModule {}
