import { Inject, Injectable } from '@nestjs/common';
import { Readiness, type ServiceStatus } from '@baton/service-kit';
import { services } from '../domain/services.js';
import { UPSTREAMS, type Upstreams } from '../upstreams.js';

/** One app as it answers now. */
export interface AppStatus {
  readonly app: string;
  readonly ready: boolean;
  /** Why it is not ready, in words. */
  readonly because: string | null;
  /** What waits in it; null where the app has no such thing or did not answer. */
  readonly status: Omit<ServiceStatus, 'service'> | null;
}

const PATIENCE_MS = 2_000;

/** Asks every app how it is, all at once, and waits for none of them long. */
@Injectable()
export class AskApps {
  constructor(
    @Inject(UPSTREAMS) private readonly upstreams: Upstreams,
    @Inject(Readiness) private readonly readiness: Readiness,
  ) {}

  /** @param authorization of the operator who asks. */
  async run(authorization: string): Promise<AppStatus[]> {
    const [own, ...others] = await Promise.all([
      this.readiness.reasons(),
      ...services.map((service) => askService(service, this.upstreams[service], authorization)),
    ]);
    return [
      { app: 'web', ready: own.length === 0, because: own.join('; ') || null, status: null },
      ...others,
    ];
  }
}

async function askService(app: string, url: string, authorization: string): Promise<AppStatus> {
  const [readiness, status] = await Promise.all([
    ask<{ reasons?: string[] }>(`${url}/health/ready`),
    ask<ServiceStatus>(`${url}/status`, { authorization }),
  ]);
  if (readiness === null) return { app, ready: false, because: 'it does not answer', status: null };
  const figures = status?.ok ? status.body : null;
  return {
    app,
    ready: readiness.ok,
    because: readiness.ok ? null : (readiness.body.reasons ?? []).join('; ') || 'it does not say why',
    status: figures && { outbox: figures.outbox, lag: figures.lag, deadLetters: figures.deadLetters },
  };
}

/** Null for no answer, or none in time, or none that can be read. */
async function ask<Body>(
  url: string,
  headers: Record<string, string> = {},
): Promise<{ ok: boolean; body: Body } | null> {
  try {
    const answer = await fetch(url, { headers, signal: AbortSignal.timeout(PATIENCE_MS) });
    return { ok: answer.ok, body: (await answer.json()) as Body };
  } catch {
    return null;
  }
}
