import { type DeliveryEnd, type Evidence, judgeDeliveries, type LeadEnds } from './judge-deliveries.js';

const sent = [{ deliveryId: 'd1', dedupeKey: 'k1' }];
const done = (outcome: DeliveryEnd['outcome'], leadId: string | null = 'l1', id = 'd1'): DeliveryEnd => ({
  id,
  state: 'done',
  outcome,
  leadId,
});
const lead = (ends: Partial<LeadEnds>): LeadEnds => ({ held: 0, qualified: 0, routed: new Map(), ...ends });
const evidence = (found: {
  ends?: DeliveryEnd[];
  leads?: [string, LeadEnds][];
  letters?: string[];
  deliveries?: string[];
}): Evidence => ({
  ends: new Map(found.ends?.map((end) => [end.id, end])),
  leads: new Map(found.leads),
  deadLetterSubjects: new Set(found.letters),
  deadLetterDeliveries: new Set(found.deliveries),
});

describe('judgeDeliveries', () => {
  it.each([
    ['a routed lead', { ends: [done('lead')], leads: [['l1', lead({ qualified: 1, routed: new Map([[1, 1]]) })]] }],
    ['a held lead', { ends: [done('lead')], leads: [['l1', lead({ held: 1 })]] }],
    ['a held lead that qualified later', { ends: [done('merged')], leads: [['l1', lead({ held: 2, qualified: 1, routed: new Map([[1, 1]]) })]] }],
    ['an inquiry', { ends: [done('inquiry')] }],
    ['more about an inquiry', { ends: [done('merged')] }],
    ['something ignored with a reason', { ends: [done('ignored', null)] }],
    ['an open dead letter of ingest', { ends: [{ id: 'd1', state: 'dead', outcome: null, leadId: null }], deliveries: ['d1'] }],
    ['an open dead letter of a later service', { ends: [done('lead')], letters: ['l1'] }],
    ['a lead routed again after a rejection', { ends: [done('lead')], leads: [['l1', lead({ qualified: 1, routed: new Map([[1, 1], [2, 1]]) })]] }],
  ] as [string, Parameters<typeof evidence>[0]][])('accepts %s as an end', (_, found) => {
    expect(judgeDeliveries(sent, evidence(found))).toEqual({ unended: [], twice: [] });
  });

  it.each([
    ['ingest does not know', {}, 'does not know'],
    ['is stored only', { ends: [{ id: 'd1', state: 'stored', outcome: null, leadId: null }] }, 'not processed'],
    ['is dead without a letter', { ends: [{ id: 'd1', state: 'dead', outcome: null, leadId: null }] }, 'no open dead letter'],
    ['made a lead nobody decided', { ends: [done('lead')] }, 'no decision'],
    ['qualified without an owner', { ends: [done('lead')], leads: [['l1', lead({ qualified: 1 })]] }, 'no owner'],
  ] as [string, Parameters<typeof evidence>[0], string][])('names a delivery that %s', (_, found, words) => {
    const { unended, twice } = judgeDeliveries(sent, evidence(found));
    expect(unended).toHaveLength(1);
    expect(unended[0]).toContain(words);
    expect(twice).toEqual([]);
  });

  it('names a lead that was routed or qualified twice', () => {
    const { twice } = judgeDeliveries(
      sent,
      evidence({ ends: [done('lead')], leads: [['l1', lead({ qualified: 2, routed: new Map([[1, 2]]) })]] }),
    );
    expect(twice).toEqual(['lead l1 qualified 2 times', 'lead l1 was routed 2 times in attempt 1']);
  });

  it('names a delivery that was sent again and took effect again', () => {
    const again = [...sent, { deliveryId: 'd2', dedupeKey: 'k1' }];
    const leads: [string, LeadEnds][] = [['l1', lead({ held: 1 })]];
    const once = evidence({ ends: [done('lead'), done('duplicate', 'l1', 'd2')], leads });
    const twice = evidence({ ends: [done('lead'), done('merged', 'l1', 'd2')], leads });
    expect(judgeDeliveries(again, once).twice).toEqual([]);
    expect(judgeDeliveries(again, twice).twice).toEqual(['the delivery k1 took effect 2 times']);
  });
});
