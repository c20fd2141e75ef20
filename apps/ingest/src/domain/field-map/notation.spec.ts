import { ORIGIN } from '../event.fixture.js';
import { hearEvent } from '../hear-event.js';
import { plainJson } from '../providers/plain-json.js';
import type { PersonEvent, ProviderEvent } from '../providers/provider.js';
import { kept, SOURCE } from '../providers/signing.fixture.js';
import { standardWebhooks } from '../providers/standard-webhooks.js';
import type { FieldMap } from './field-map.js';

const read = (body: object, fieldMap: FieldMap | null, provider = plainJson): ProviderEvent => {
  const reading = provider.read(kept(body), { ...SOURCE, fieldMap });
  if (!reading.ok) throw new Error(reading.because);
  return reading.events[0]!;
};
const heard = (body: object, fieldMap: FieldMap | null = null) =>
  hearEvent(null, read(body, fieldMap) as PersonEvent, ORIGIN, () => '019a2b4e-7c10-7a31-9d52-3f1e5c8a9b01');
const ada = { email: 'ada@mail.fjordworks.co.uk', name: 'Ada Lovelace' };

describe('how things are written', () => {
  it('may leave a date in doubt, and then nothing is guessed', () => {
    const refused = heard({ ...ada, submitted_at: '03/04/2026' });
    expect(refused).toMatchObject({ kind: 'refused', because: expect.stringMatching(/^“03\/04\/2026”.*dateFormat.*replay$/) });
    expect(heard({ ...ada, submitted_at: '03/04/2026' }, { dateFormat: 'dd/MM/yyyy' })).toMatchObject({ kind: 'heard' });
  });

  it('is said without saying again what stands where', () => {
    const event = read({ ...ada, submitted_at: '03/04/2026 10:00' }, { dateFormat: 'dd/MM/yyyy HH:mm', timeZone: 'Europe/Berlin' });
    expect(event).toMatchObject({ occurredAt: new Date('2026-04-03T08:00:00Z'), person: { email: ada.email } });
    expect(read({ data: { ...ada, submitted_at: '04/03/2026' } }, { dateFormat: 'MM/dd/yyyy' }, standardWebhooks)).toMatchObject({
      occurredAt: new Date('2026-04-03T00:00:00Z'),
      person: { email: ada.email },
    });
  });

  it('of attributes becomes the same for all', () => {
    const map = { dates: ['start'], amounts: ['budget'], dateFormat: 'dd.MM.yyyy', currency: 'EUR', decimal: ',' as const };
    expect(read({ ...ada, start: '03.04.2026', budget: '1.234', other: '05.06.2026' }, map)).toMatchObject({
      attributes: { start: '2026-04-03T00:00:00.000Z', budget: 'EUR 1234.00', other: '05.06.2026' },
    });
    expect(heard({ ...ada, budget: '1.234' }, { amounts: ['budget'], currency: 'EUR' })).toMatchObject({
      kind: 'refused',
      because: expect.stringContaining('"decimal"'),
    });
    expect(read({ ...ada, budget: 'a lot' }, map)).toMatchObject({ attributes: { budget: 'a lot' } });
  });
});

describe('a person', () => {
  const stateOf = (body: object, map: FieldMap | null = null) => {
    const told = heard(body, map);
    if (told.kind !== 'heard' || told.announcements[0]?.topic !== 'lead.created') throw new Error(told.kind);
    return told.announcements[0].data;
  };

  it('has a number that can be dialled from everywhere, beside the one that was typed', () => {
    expect(stateOf({ ...ada, phone: '0170 1234567', country: 'Deutschland' }).person).toMatchObject({
      phone: '0170 1234567',
      phoneE164: '+491701234567',
      country: 'Deutschland',
      countryCode: 'DE',
    });
    expect(stateOf({ ...ada, phone: '0170 1234567' }, { phoneCountry: 'DE' }).person.phoneE164).toBe('+491701234567');
    expect(stateOf({ ...ada, phone: '0170 1234567' }).person).not.toHaveProperty('phoneE164');
  });

  it('works for the firm whose domain the address has, unless everybody may have one there', () => {
    expect(stateOf(ada)).toMatchObject({ company: { domain: 'fjordworks.co.uk' }, person: { emailKind: 'business' } });
    expect(stateOf({ ...ada, email: 'ada@gmail.com' })).toMatchObject({ company: {}, person: { emailKind: 'free' } });
    expect(stateOf({ ...ada, email: 'ada@gmail.com' }).company).not.toHaveProperty('domain');
    expect(stateOf({ ...ada, company_domain: 'fjord.example' }).company.domain).toBe('fjord.example');
  });
});

describe('a deal of a sender who chose its own words', () => {
  it('is told by a body with a deal in it', () => {
    const body = {
      email: ada.email,
      deal: { id: 'D-7', name: 'Six docks', status: 'Closed Won', amount: '24.000,50 €', closed_at: '2026-04-03T10:00:00Z' },
    };
    expect(read(body, null)).toMatchObject({
      kind: 'deal',
      dealId: 'D-7',
      standing: 'won',
      amount: '24000.50',
      currency: 'EUR',
      closedAt: new Date('2026-04-03T10:00:00Z'),
      email: ada.email,
    });
    expect(read({ data: body }, null, standardWebhooks)).toMatchObject({ kind: 'deal', dealId: 'D-7', standing: 'won' });
  });

  it('is read by the map of the source, with its words for won and lost', () => {
    const map: FieldMap = {
      person: { email: 'kunde' },
      deal: { id: 'nr', standing: 'stand', wonBy: ['gewonnen'], lostBy: ['verloren'], amount: 'summe', lostBecause: 'grund' },
      currency: 'EUR',
      decimal: ',',
    };
    expect(read({ kunde: ada.email, nr: 7, stand: 'Verloren', summe: '1.999', grund: 'Preis' }, map)).toMatchObject({
      kind: 'deal',
      dealId: '7',
      standing: 'lost',
      amount: '1999.00',
      currency: 'EUR',
      lostBecause: 'Preis',
    });
    expect(read({ kunde: ada.email, name: 'Ada' }, map)).toMatchObject({ kind: 'lead' });
  });
});
