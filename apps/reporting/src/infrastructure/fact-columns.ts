import type { FactGroup, FactGroups } from '../domain/facts.js';

/** A column of `lead_facts` and its type. */
export type Column = readonly [name: string, type: string];

interface GroupColumns<Group extends FactGroup> {
  readonly sequence: string;
  readonly values: { readonly [Key in keyof FactGroups[Group]]-?: Column };
}

/** Where each group of facts is kept. */
export const factColumns: { readonly [Group in FactGroup]: GroupColumns<Group> } = {
  identity: {
    sequence: 'identity_sequence',
    values: {
      receivedAt: ['received_at', 'timestamptz'],
      campaign: ['campaign', 'text'],
      channel: ['channel', 'text'],
      provider: ['provider', 'text'],
      told: ['told', 'text'],
      email: ['email', 'text'],
      fullName: ['full_name', 'text'],
      title: ['title', 'text'],
      company: ['company', 'text'],
    },
  },
  merger: { sequence: 'merger_sequence', values: { mergedInto: ['merged_into', 'uuid'] } },
  inquiry: { sequence: 'inquiry_sequence', values: { inquiryAt: ['inquiry_at', 'timestamptz'] } },
  lead: { sequence: 'lead_sequence', values: { leadAt: ['lead_at', 'timestamptz'] } },
  score: {
    sequence: 'score_sequence',
    values: { score: ['score', 'float8'], scoredAt: ['scored_at', 'timestamptz'] },
  },
  hold: {
    sequence: 'hold_sequence',
    values: { heldAt: ['held_at', 'timestamptz'], heldCodes: ['held_codes', 'text[]'] },
  },
  qualification: {
    sequence: 'qualification_sequence',
    values: { qualifiedAt: ['qualified_at', 'timestamptz'] },
  },
  route: {
    sequence: 'route_sequence',
    values: {
      routedAt: ['routed_at', 'timestamptz'],
      routedAttempt: ['routed_attempt', 'integer'],
      repId: ['rep_id', 'uuid'],
      repName: ['rep_name', 'text'],
      respondBy: ['respond_by', 'timestamptz'],
      decideBy: ['decide_by', 'timestamptz'],
      timeZone: ['time_zone', 'text'],
    },
  },
  acceptance: {
    sequence: 'acceptance_sequence',
    values: { acceptedAt: ['accepted_at', 'timestamptz'], acceptedAttempt: ['accepted_attempt', 'integer'] },
  },
  rejection: {
    sequence: 'rejection_sequence',
    values: {
      rejectedAt: ['rejected_at', 'timestamptz'],
      rejectedAttempt: ['rejected_attempt', 'integer'],
      rejectionReasons: ['rejection_reasons', 'text[]'],
    },
  },
  firstContact: {
    sequence: 'first_contact_sequence',
    values: { contactedAt: ['contacted_at', 'timestamptz'] },
  },
  lastContact: {
    sequence: 'last_contact_sequence',
    values: { contactAttempt: ['contact_attempt', 'integer'], contactNumber: ['contact_number', 'integer'] },
  },
  win: {
    sequence: 'win_sequence',
    values: {
      wonAt: ['won_at', 'timestamptz'],
      amountMinor: ['amount_minor', 'bigint'],
      currency: ['currency', 'text'],
    },
  },
};
