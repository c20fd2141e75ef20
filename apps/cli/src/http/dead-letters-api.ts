import { CliError, exitCodes } from '../cli-error.js';
import type {
  DeadLetterGroup,
  InService,
  ListedDeadLetter,
  ReplayRun,
  ShownDeadLetter,
} from '../output/dead-letters.js';
import { type Service, services } from '../services.js';
import type { BatonApi } from './baton-api.js';

/** Fields of the API's filter, as texts. */
export type DeadLetterFilter = Readonly<Record<string, string>>;

/** What the API lets one choose: these, or those that match; an empty filter means all that are open. */
export type DeadLetterChoice = { readonly ids: readonly string[] } | { readonly filter: DeadLetterFilter };

/** The dead letters of one service, or of all of them. An id does not tell whose it is: then each is asked. */
export class DeadLettersApi {
  private readonly services: readonly Service[];

  constructor(
    private readonly api: BatonApi,
    only: Service | undefined,
  ) {
    this.services = only === undefined ? services : [only];
  }

  /** The newest first. @param limit at most as many from each service. */
  async list(query: DeadLetterFilter, limit: number): Promise<InService<ListedDeadLetter>[]> {
    const asked = new URLSearchParams({ ...query, limit: String(limit) });
    const lists = await this.fromEach((service) =>
      this.api.get<ListedDeadLetter[]>(`${pathOf(service)}?${asked}`),
    );
    return lists
      .flatMap(({ service, answer }) => answer.map((letter) => ({ service, letter })))
      .sort((one, other) => Date.parse(other.letter.createdAt) - Date.parse(one.letter.createdAt));
  }

  /** How many are open and match, by service, reason and topic. */
  async groups(filter: DeadLetterFilter): Promise<(DeadLetterGroup & { service: Service })[]> {
    const query = new URLSearchParams(filter).toString();
    const answers = await this.fromEach((service) =>
      this.api.get<DeadLetterGroup[]>(`${pathOf(service)}/groups${query === '' ? '' : `?${query}`}`),
    );
    return answers.flatMap(({ service, answer }) => answer.map((group) => ({ service, ...group })));
  }

  async find(id: string): Promise<InService<ShownDeadLetter>> {
    const found = await this.whoHas<ShownDeadLetter>(`/${encodeURIComponent(id)}`);
    if (found) return { service: found.service, letter: found.answer };
    throw new CliError(
      `No dead letter has the id ${id}. \`npx baton dead-letters list\` shows them.`,
      exitCodes.notFound,
    );
  }

  /** Whole, with personal data: the service writes down who asked. */
  async findUnmasked(id: string): Promise<InService<ShownDeadLetter>> {
    const { service } = await this.find(id);
    const letter = await this.api.get<ShownDeadLetter>(
      `${pathOf(service)}/${encodeURIComponent(id)}?unmasked=true`,
    );
    return { service, letter };
  }

  async replay(service: Service, id: string): Promise<void> {
    await this.api.post(`${pathOf(service)}/${id}/replay`);
  }

  /** @returns how many were open and are closed now. */
  async close(service: Service, choice: DeadLetterChoice, note: string): Promise<number> {
    const { closed } = await this.api.post<{ closed: number }>(`${pathOf(service)}/close`, {
      ...choice,
      note,
    });
    return closed;
  }

  beginRun(service: Service, choice: DeadLetterChoice, perSecond?: number): Promise<ReplayRun> {
    return this.api.post(`${pathOf(service)}/replays`, { ...choice, ...(perSecond ? { perSecond } : {}) });
  }

  readRun(service: Service, id: string): Promise<ReplayRun> {
    return this.api.get(`${pathOf(service)}/replays/${id}`);
  }

  stopRun(service: Service, id: string): Promise<ReplayRun> {
    return this.api.post(`${pathOf(service)}/replays/${id}/stop`);
  }

  async findRun(id: string): Promise<ReplayRun & { service: Service }> {
    const found = await this.whoHas<ReplayRun>(`/replays/${encodeURIComponent(id)}`);
    if (found) return { service: found.service, ...found.answer };
    throw new CliError(
      `No replay has the id ${id}. \`npx baton dead-letters runs\` shows them.`,
      exitCodes.notFound,
    );
  }

  /** The newest first. */
  async runs(): Promise<(ReplayRun & { service: Service })[]> {
    const lists = await this.fromEach((service) => this.api.get<ReplayRun[]>(`${pathOf(service)}/replays`));
    return lists
      .flatMap(({ service, answer }) => answer.map((run) => ({ service, ...run })))
      .sort((one, other) => Date.parse(other.startedAt) - Date.parse(one.startedAt));
  }

  private fromEach<Answer>(
    ask: (service: Service) => Promise<Answer>,
  ): Promise<{ service: Service; answer: Answer }[]> {
    return Promise.all(this.services.map(async (service) => ({ service, answer: await ask(service) })));
  }

  /** @throws where nobody has it and somebody could not be asked. */
  private async whoHas<Answer>(path: string): Promise<{ service: Service; answer: Answer } | null> {
    const answers = await Promise.allSettled(
      this.services.map((service) => this.api.get<Answer>(pathOf(service) + path)),
    );
    for (const [index, answer] of answers.entries()) {
      if (answer.status === 'fulfilled') return { service: this.services[index]!, answer: answer.value };
    }
    for (const answer of answers) {
      const error: unknown = answer.status === 'rejected' ? answer.reason : null;
      if (!(error instanceof CliError) || error.exitCode !== exitCodes.notFound) throw error;
    }
    return null;
  }
}

const pathOf = (service: Service): string => `/api/${service}/dead-letters`;
