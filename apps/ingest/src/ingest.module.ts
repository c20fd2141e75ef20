import { Module } from '@nestjs/common';
import { AcceptDelivery } from './application/accept-delivery.js';
import { KeepSources } from './application/keep-sources.js';
import { ProcessDeliveries } from './application/process-deliveries.js';
import { SettleDeliveries } from './application/settle-deliveries.js';
import { DeliveriesController } from './http/deliveries.controller.js';
import { SourcesController } from './http/sources.controller.js';
import { Deliveries } from './infrastructure/deliveries.js';
import { DeliveryWriter } from './infrastructure/delivery-writer.js';
import { Leads } from './infrastructure/leads.js';
import { SecretBox } from './infrastructure/secret-box.js';
import { Sources } from './infrastructure/sources.js';

@Module({
  controllers: [SourcesController, DeliveriesController],
  providers: [
    AcceptDelivery,
    KeepSources,
    ProcessDeliveries,
    SettleDeliveries,
    Deliveries,
    DeliveryWriter,
    Leads,
    SecretBox,
    Sources,
  ],
})
export class IngestModule {}
