import type { UnitOfWork } from '@baton/messaging';
import { sameJson } from '../domain/body/same-json.js';
import type { Lead } from '../domain/lead.js';
import { matchKeysOf } from '../domain/person/match-keys.js';
import type { Erasure } from '../infrastructure/erasures.js';
import type { Leads, Merge } from '../infrastructure/leads.js';

/** Who is known, as the deliveries of one transaction go by. */
export class PeopleInHand {
  private readonly touched = new Set<string>();
  private readonly newKeys = new Map<string, string>();
  private readonly merges: Merge[] = [];
  readonly erasures: Erasure[] = [];
  private readonly before: ReadonlyMap<string, Lead>;

  private constructor(
    private readonly ids: Map<string, string>,
    private readonly leads: Map<string, Lead>,
  ) {
    this.before = new Map(leads);
  }

  /**
   * Those who go by one of these keys, locked until the transaction ends.
   * @throws IdentityRace if one of them has just ended.
   */
  static async knownBy(keys: readonly string[], leads: Leads, uow: UnitOfWork): Promise<PeopleInHand> {
    const ids = keys.length === 0 ? new Map<string, string>() : await leads.idsByKey(uow, [...new Set(keys)]);
    const known = ids.size === 0 ? new Map<string, Lead>() : await leads.hold(uow, [...new Set(ids.values())]);
    return new PeopleInHand(ids, known);
  }

  /** What one delivery changes; it counts only once it is kept, because a delivery is heard whole or not at all. */
  draft(): PeopleDraft {
    return new PeopleDraft(this.ids, this.leads, (draft) => {
      for (const [key, id] of draft.ids) this.ids.set(key, id);
      for (const [key, id] of draft.newKeys) this.newKeys.set(key, id);
      for (const [id, lead] of draft.leads) {
        this.leads.set(id, lead);
        this.touched.add(id);
      }
      this.merges.push(...draft.merges);
      this.erasures.push(...draft.erasures);
    });
  }

  /** Those whom the deliveries changed, as they now stand. */
  get changed(): Lead[] {
    return [...this.touched].map((id) => this.leads.get(id) as Lead);
  }

  /** @throws IdentityRace if another transaction was first. */
  async write(leads: Leads, uow: UnitOfWork): Promise<void> {
    const { changed } = this;
    if (changed.length > 0) await leads.save(uow, changed);
    const toCompare = changed.filter((lead) => this.goesByOtherKeys(lead)).map(({ id }) => id);
    if (toCompare.length > 0) await leads.compareLater(uow, toCompare);
    // Erased people leave their keys to whoever comes by them next, perhaps in this very transaction.
    if (this.erasures.length > 0) await leads.erase(uow, this.erasures.map(({ leadId }) => leadId));
    if (this.newKeys.size > 0) await leads.giveKeys(uow, this.newKeys);
    if (this.merges.length > 0) await leads.join(uow, this.merges);
  }

  private goesByOtherKeys(lead: Lead): boolean {
    const before = this.before.get(lead.id);
    return !sameJson(matchKeysOf(lead), before === undefined ? [] : matchKeysOf(before));
  }
}

/** The people as one delivery leaves them. */
export class PeopleDraft {
  readonly ids = new Map<string, string>();
  readonly newKeys = new Map<string, string>();
  readonly leads = new Map<string, Lead>();
  readonly merges: Merge[] = [];
  readonly erasures: Erasure[] = [];

  constructor(
    private readonly knownIds: ReadonlyMap<string, string>,
    private readonly knownLeads: ReadonlyMap<string, Lead>,
    private readonly keepIn: (draft: PeopleDraft) => void,
  ) {}

  /** By the first of the keys that somebody goes by. */
  find(keys: readonly string[]): Lead | null {
    const id = keys.map((key) => this.idOf(key)).find((known) => known !== undefined);
    return id === undefined ? null : (this.leads.get(id) ?? this.knownLeads.get(id) ?? null);
  }

  /** The person as they now stand; they go by these keys as well from now on, as far as nobody else does. */
  put(lead: Lead, keys: readonly string[]): void {
    this.leads.set(lead.id, lead);
    for (const key of keys) {
      if (this.idOf(key) !== undefined) continue;
      this.ids.set(key, lead.id);
      this.newKeys.set(key, lead.id);
    }
  }

  /** The loser's keys lead to the survivor from now on. */
  join(merge: Merge): void {
    this.leads.set(merge.survivorAfter.id, merge.survivorAfter);
    this.leads.set(merge.loser.id, merge.loser);
    this.merges.push(merge);
    this.redirect(merge.loser.id, merge.survivorAfter.id);
  }

  /** Nobody goes by the person's keys from now on. */
  forget(lead: Lead, erasure: Erasure): void {
    this.leads.set(lead.id, lead);
    this.erasures.push(erasure);
    this.redirect(lead.id, NOBODY);
  }

  keep(): void {
    this.keepIn(this);
  }

  private idOf(key: string): string | undefined {
    const id = this.ids.get(key) ?? this.knownIds.get(key);
    return id === NOBODY ? undefined : id;
  }

  private redirect(from: string, to: string): void {
    for (const [key, id] of [...this.knownIds, ...this.ids]) {
      if ((this.ids.get(key) ?? id) === from) this.ids.set(key, to);
    }
  }
}

/** Stands in for an id where a key leads to nobody any more. */
const NOBODY = '';
