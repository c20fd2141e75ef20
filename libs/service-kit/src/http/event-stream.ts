import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LOGGER, type Logger } from '../logging/logger.js';

export interface StreamedEvent {
  /** Grows with every event: what a browser sends back as `Last-Event-ID`. */
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
}

/** Reads what came after `lastId` (undefined: from now on), oldest first. */
export type ReadSince = (lastId: string | undefined) => Promise<{ events: StreamedEvent[]; lastId: string }>;

const POLL_MS = 400;
const KEEP_ALIVE_MS = 15_000;

/**
 * Server-sent events out of a table. Each listener is fed by polling, so that it does not matter
 * which instance wrote the change, and nothing is paid for on the path that writes.
 */
@Injectable()
export class EventStream implements OnModuleDestroy {
  private readonly open = new Set<() => void>();

  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  /** Takes over the reply and feeds it until either side closes. */
  async serve(request: FastifyRequest, reply: FastifyReply, readSince: ReadSince): Promise<void> {
    const resumeFrom = request.headers['last-event-id'];
    let { lastId, events } = await readSince(typeof resumeFrom === 'string' ? resumeFrom : undefined);
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    raw.write(`retry: 2000\n\n${events.map(asText).join('')}`);

    let timer: NodeJS.Timeout;
    let lastWrite = Date.now();
    const close = () => {
      clearTimeout(timer);
      this.open.delete(close);
      raw.end();
    };
    const poll = async () => {
      try {
        ({ lastId, events } = await readSince(lastId));
        if (events.length > 0) {
          raw.write(events.map(asText).join(''));
          lastWrite = Date.now();
        } else if (Date.now() - lastWrite > KEEP_ALIVE_MS) {
          raw.write(': still here\n\n');
          lastWrite = Date.now();
        }
      } catch (error) {
        // The browser reconnects with its last id, so closing loses nothing.
        this.logger.warn({ err: error }, 'an event stream could not be read and was closed');
        close();
        return;
      }
      if (this.open.has(close)) timer = setTimeout(() => void poll(), POLL_MS);
    };
    this.open.add(close);
    timer = setTimeout(() => void poll(), POLL_MS);
    raw.on('close', close);
  }

  /** An open stream would keep the HTTP server from closing. */
  onModuleDestroy(): void {
    for (const close of [...this.open]) close();
  }
}

function asText({ id, type, data }: StreamedEvent): string {
  return `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}
