import 'reflect-metadata';
import { createHmac, timingSafeEqual } from 'node:crypto';
import {
  Controller,
  HttpCode,
  Inject,
  Module,
  type OnModuleInit,
  Post,
  type RawBodyRequest,
  Req,
  UnauthorizedException,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ClientKafka, ClientsModule, EventPattern, type KafkaOptions, Payload, Transport } from '@nestjs/microservices';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { InjectRepository, TypeOrmModule } from '@nestjs/typeorm';
import type { FastifyRequest } from 'fastify';
import type { Repository } from 'typeorm';
import { Lead } from './lead.entity.js';

/**
 * One of the three services, written as Nest's documentation has it: `repository.save()`, then
 * `client.emit()`; `@EventPattern` on the other side. Which one it is, is its first argument.
 */
const role = process.argv[2] as 'ingest' | 'scoring' | 'routing';
const port = Number(process.argv[3]);
const brokers = String(process.env['BASELINE_BROKERS']).split(',');
const secret = Buffer.from(String(process.env['BASELINE_SECRET']), 'base64');

const kafka = (clientId: string): KafkaOptions => ({
  transport: Transport.KAFKA,
  options: { client: { clientId, brokers }, consumer: { groupId: `baseline-${role}` } },
});

interface LeadMessage {
  readonly leadId: string;
  readonly person: { readonly email: string };
  readonly [field: string]: unknown;
}

@Controller()
class IngestController implements OnModuleInit {
  constructor(
    @InjectRepository(Lead) private readonly leads: Repository<Lead>,
    @Inject('KAFKA') private readonly client: ClientKafka,
  ) {}

  async onModuleInit() {
    await this.client.connect();
  }

  @Post('webhooks')
  @HttpCode(200)
  async receive(@Req() request: RawBodyRequest<FastifyRequest>) {
    const { headers, rawBody = Buffer.alloc(0) } = request;
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${rawBody.toString()}`;
    const expected = createHmac('sha256', secret).update(signed).digest();
    const given = Buffer.from(String(headers['webhook-signature']).replace(/^v1,/, ''), 'base64');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new UnauthorizedException();

    const { data } = request.body as { data: { email: string; name: string; title: string } };
    const lead = await this.leads.save({ email: data.email, state: 'created', data });
    const person = { email: data.email, fullName: data.name, title: data.title };
    this.client.emit('baseline.lead.created', { key: lead.id, value: { leadId: lead.id, person, attributes: data } });
    return { leadId: lead.id };
  }
}

@Controller()
class ScoringController implements OnModuleInit {
  constructor(
    @InjectRepository(Lead) private readonly leads: Repository<Lead>,
    @Inject('KAFKA') private readonly client: ClientKafka,
  ) {}

  async onModuleInit() {
    await this.client.connect();
  }

  @EventPattern('baseline.lead.created')
  async created(@Payload() lead: LeadMessage) {
    const score = 25;
    await this.leads.save({ id: lead.leadId, email: lead.person.email, state: 'qualified', data: { ...lead, score } });
    this.client.emit('baseline.lead.qualified', { key: lead.leadId, value: { ...lead, score } });
  }
}

@Controller()
class RoutingController implements OnModuleInit {
  private turn = 0;

  constructor(
    @InjectRepository(Lead) private readonly leads: Repository<Lead>,
    @Inject('KAFKA') private readonly client: ClientKafka,
  ) {}

  async onModuleInit() {
    await this.client.connect();
  }

  @EventPattern('baseline.lead.qualified')
  async qualified(@Payload() lead: LeadMessage) {
    const rep = `rep-${this.turn++ % 8}`;
    await this.leads.save({ id: lead.leadId, email: lead.person.email, state: 'routed', data: { ...lead, rep } });
    this.client.emit('baseline.lead.routed', { key: lead.leadId, value: { ...lead, rep } });
  }
}

const controllers = { ingest: IngestController, scoring: ScoringController, routing: RoutingController };

@Module({
  imports: [
    TypeOrmModule.forRoot({
      type: 'postgres',
      url: String(process.env['BASELINE_DATABASE_URL']),
      schema: role,
      entities: [Lead],
      synchronize: true,
    }),
    TypeOrmModule.forFeature([Lead]),
    ClientsModule.register([{ name: 'KAFKA', ...kafka(`baseline-${role}-client`) }]),
  ],
  controllers: [controllers[role]],
})
class HopModule {}

const app = await NestFactory.create<NestFastifyApplication>(HopModule, new FastifyAdapter(), {
  rawBody: true,
  logger: ['error', 'warn'],
});
if (role !== 'ingest') {
  app.connectMicroservice(kafka(`baseline-${role}`));
  await app.startAllMicroservices();
}
await app.listen(port, '127.0.0.1');
process.once('disconnect', () => process.exit());
