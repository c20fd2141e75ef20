import { Controller, Get, Inject, type OnApplicationShutdown, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../auth/auth.decorators.js';
import { TELEMETRY, type Telemetry } from './start-telemetry.js';

/** For Prometheus, inside the cluster: the front door does not hand it out. */
@Public()
@Controller('metrics')
export class MetricsController implements OnApplicationShutdown {
  constructor(@Inject(TELEMETRY) private readonly telemetry: Telemetry) {}

  @Get()
  read(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    reply.hijack();
    this.telemetry.answerMetrics(request.raw, reply.raw);
  }

  onApplicationShutdown(): Promise<void> {
    return this.telemetry.stop();
  }
}
