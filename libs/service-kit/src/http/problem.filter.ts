import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { LOGGER, type Logger } from '../logging/logger.js';
import { Problem } from './problem.js';

/** Turns whatever a controller throws into problem+json. An unexpected error is logged, never shown. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    // A stream that has begun has no status left to set.
    if (reply.sent || reply.raw.headersSent) return;
    const problem = this.problemFor(error);
    void reply
      .status(problem.getStatus())
      .headers({ ...problem.headers, 'content-type': 'application/problem+json' })
      .send(JSON.stringify(problem.getResponse()));
  }

  private problemFor(error: unknown): Problem {
    if (error instanceof Problem) return error;
    if (error instanceof HttpException) return new Problem(error.getStatus(), error.name, error.message);
    const status = statusOfFastifyError(error);
    if (status) return new Problem(status, 'The request cannot be read', (error as Error).message);
    this.logger.error({ err: error }, 'a request failed unexpectedly');
    return new Problem(500, 'Something went wrong here', 'Nothing was changed. Please try again; the fault is logged.');
  }
}

/** Fastify's own refusals (a body too large, a wrong content type) carry a 4xx `statusCode`. */
function statusOfFastifyError(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('statusCode' in error)) return undefined;
  const { statusCode } = error;
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500 ? statusCode : undefined;
}
