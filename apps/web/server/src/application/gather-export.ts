import { Problem } from '@baton/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { services } from '../domain/services.js';
import { UPSTREAMS, type Upstreams } from '../upstreams.js';

/** Everything that Baton keeps about a person, as its services tell it. */
export interface PersonDocument {
  readonly leadId: string;
  readonly exportedAt: string;
  readonly ingest: object;
  /** Service → what it keeps under each id that the person has had. */
  readonly services: Readonly<Record<string, Readonly<Record<string, object>>>>;
}

/** The part of ingest's answer that names the ids. */
interface IngestExport {
  readonly lead: { readonly id: string };
  readonly earlier: readonly { readonly id: string }[];
}

const PATIENCE_MS = 10_000;
const RETRY_AFTER_SECONDS = 5;

/** Asks every service what it keeps of a person. A document with a part missing would look whole: then there is none. */
@Injectable()
export class GatherExport {
  constructor(@Inject(UPSTREAMS) private readonly upstreams: Upstreams) {}

  /**
   * @param authorization of whoever asks.
   * @throws Problem if nobody has this id, or a service does not answer.
   */
  async of(leadId: string, authorization: string, now: Date): Promise<PersonDocument> {
    const ingest = (await this.ask('ingest', leadId, authorization)) as IngestExport;
    const ids = [ingest.lead.id, ...ingest.earlier.map(({ id }) => id)];
    const others = services.filter((service) => service !== 'ingest');
    const told = await Promise.all(
      others.map(async (service) => {
        const parts = await Promise.all(ids.map(async (id) => [id, await this.ask(service, id, authorization)] as const));
        return [service, Object.fromEntries(parts)] as const;
      }),
    );
    return { leadId: ingest.lead.id, exportedAt: now.toISOString(), ingest, services: Object.fromEntries(told) };
  }

  private async ask(service: keyof Upstreams, leadId: string, authorization: string): Promise<object> {
    const answer = await fetch(`${this.upstreams[service]}/leads/${leadId}/export`, {
      headers: { authorization },
      signal: AbortSignal.timeout(PATIENCE_MS),
    }).catch(() => null);
    if (answer?.status === 404) throw Problem.notFound('Nothing is kept of anybody with this id.');
    const body: unknown = answer?.ok ? await answer.json().catch(() => null) : null;
    if (typeof body === 'object' && body !== null) return body;
    throw Problem.unavailable(`${service} does not answer, and the document would not be whole.`, RETRY_AFTER_SECONDS);
  }
}
