import { XMLParser } from 'fast-xml-parser';
import { personIn } from './person-in.fixture.js';
import { salesforceOutboundMessage } from './salesforce-outbound-message.js';
import { kept, request, SOURCE } from './signing.fixture.js';

const ORGANISATION = '00D000000000001EAA';
const SESSION = '00D000000000001!AQEAQ.secret.of.a.session';

const notification = (entity: string, fields: string, id = '04l000000000001AAA') =>
  `<Notification><Id>${id}</Id><sObject xsi:type="sf:${entity}" xmlns:sf="urn:sobject.enterprise.soap.sforce.com">${fields}</sObject></Notification>`;
const message = (...notifications: string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?>
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
 <soapenv:Body>
  <notifications xmlns="http://soap.sforce.com/2005/09/outbound">
   <OrganizationId>${ORGANISATION}</OrganizationId>
   <ActionId>04k000000000001AAA</ActionId>
   <SessionId>${SESSION}</SessionId>
   <EnterpriseUrl>https://fjordworks.my.salesforce.com/services/Soap/c/62.0/00D</EnterpriseUrl>
   ${notifications.join('\n')}
  </notifications>
 </soapenv:Body>
</soapenv:Envelope>`;

const ADA =
  '<sf:Id>00Q000000000001AAA</sf:Id><sf:FirstName>Ada</sf:FirstName><sf:LastName>Lovelace</sf:LastName>' +
  '<sf:Email>ada@example.com</sf:Email><sf:Company>Fjord &amp; S&#248;n</sf:Company><sf:LeadSource>Web</sf:LeadSource>' +
  '<sf:Phone xsi:nil="true"/><sf:LastModifiedDate>2026-03-01T10:00:00.000Z</sf:LastModifiedDate>';
const read = (...notifications: string[]) => salesforceOutboundMessage.read(kept(message(...notifications)), SOURCE);

describe('an outbound message of Salesforce', () => {
  const verify = (body: string, secrets: string[], query: Record<string, string> = {}) =>
    salesforceOutboundMessage.verify({ ...request(body), query }, secrets).ok;
  const body = message(notification('Lead', ADA));

  it('is proved by the id of the organisation, in its long or its short form', () => {
    expect(verify(body, ['old', ORGANISATION])).toBe(true);
    expect(verify(body, [ORGANISATION.slice(0, 15)])).toBe(true);
    expect(verify(body, [ORGANISATION.slice(0, 14)])).toBe(false);
    expect(verify(body, ['00D000000000002EAA'])).toBe(false);
    expect(verify(body, [''])).toBe(false);
  });

  it('is proved by a key in its address as well', () => {
    expect(verify(body, ['key'], { key: 'key' })).toBe(true);
    expect(verify('<a/>', ['key'], { key: 'guessed' })).toBe(false);
  });

  it('is kept without the id that proves it, and without the session that it lends', () => {
    const stored = salesforceOutboundMessage.withoutSecret!(Buffer.from(body));
    expect(stored.toString()).not.toContain(ORGANISATION);
    expect(stored.toString()).not.toContain(SESSION);
    expect(salesforceOutboundMessage.read({ headers: {}, body: stored }, SOURCE)).toEqual(read(notification('Lead', ADA)));
    expect(verify(stored.toString(), [ORGANISATION])).toBe(false);
    const wrapped = body.replace(SESSION, `<![CDATA[${SESSION}]]>`).replaceAll('SessionId', 'out:SessionId');
    expect(salesforceOutboundMessage.withoutSecret!(Buffer.from(wrapped)).toString()).not.toContain(SESSION);
  });

  it('loses nothing else when it is kept', () => {
    const accents = message(notification('Lead', '<sf:LastName>Sørensen 北</sf:LastName>'));
    const stored = salesforceOutboundMessage.withoutSecret!(Buffer.from(accents));
    expect(stored.toString()).toBe(accents.replace(ORGANISATION, '').replace(SESSION, ''));
    expect(salesforceOutboundMessage.withoutSecret!(Buffer.from([0xff, 0x00, 0x3c]))).toEqual(Buffer.from([0xff, 0x00, 0x3c]));
  });

  it('is acknowledged in XML: without it, it comes again', () => {
    const { status, contentType, body: answer } = salesforceOutboundMessage.accepted!;
    expect([status, contentType]).toEqual([200, 'text/xml; charset=utf-8']);
    expect(new XMLParser({ removeNSPrefix: true }).parse(answer)).toMatchObject({
      Envelope: { Body: { notificationsResponse: { Ack: true } } },
    });
  });

  it('tells of a lead', () => {
    expect(personIn(read(notification('Lead', ADA)))).toMatchObject({
      kind: 'lead',
      dedupeKey: '04l000000000001AAA',
      occurredAt: new Date('2026-03-01T10:00:00Z'),
      identityKeys: [`salesforce-outbound-message:${SOURCE.id}:00Q000000000001AAA`],
      person: { email: 'ada@example.com', givenName: 'Ada', familyName: 'Lovelace', phone: undefined },
      company: { name: 'Fjord & Søn' },
      passport: { whereFrom: { says: 'Web' } },
      touch: null,
    });
  });

  it('reads fields that say their type', () => {
    const typed = '<sf:Id xsi:type="xsd:string">00Q1</sf:Id><sf:Email xsi:type="xsd:string">ada@example.com</sf:Email>';
    expect(personIn(read(notification('Contact', typed)))).toMatchObject({ person: { email: 'ada@example.com' } });
  });

  it('of a contact without an address is about somebody who is known', () => {
    expect(personIn(read(notification('Contact', '<sf:Id>0031</sf:Id><sf:Name>Ada Lovelace</sf:Name>')))).toMatchObject({
      kind: 'touch',
      person: { fullName: 'Ada Lovelace' },
    });
  });

  it('of a lead that was converted joins it with its contact', () => {
    const converted = `${ADA}<sf:IsConverted>true</sf:IsConverted><sf:ConvertedContactId>003000000000001AAA</sf:ConvertedContactId>`;
    expect(personIn(read(notification('Lead', converted))).identityKeys).toEqual([
      `salesforce-outbound-message:${SOURCE.id}:00Q000000000001AAA`,
      `salesforce-outbound-message:${SOURCE.id}:003000000000001AAA`,
    ]);
  });

  it('takes a refusal from the fields that hold one, and no consent', () => {
    const consent = (fields: string) => personIn(read(notification('Lead', ADA + fields))).consent;
    expect(consent('<sf:HasOptedOutOfEmail>true</sf:HasOptedOutOfEmail><sf:DoNotCall>true</sf:DoNotCall>')).toEqual({
      email: 'denied',
      phone: 'denied',
    });
    expect(consent('<sf:HasOptedOutOfEmail>false</sf:HasOptedOutOfEmail>')).toEqual({});
  });

  it.each([
    ['<sf:StageName>Closed Won</sf:StageName>', 'won'],
    ['<sf:StageName>Signed</sf:StageName><sf:IsWon>true</sf:IsWon><sf:IsClosed>true</sf:IsClosed>', 'won'],
    ['<sf:StageName>Closed Lost</sf:StageName>', 'lost'],
    ['<sf:StageName>Gone</sf:StageName><sf:IsWon>false</sf:IsWon><sf:IsClosed>true</sf:IsClosed>', 'lost'],
    ['<sf:StageName>Negotiation</sf:StageName>', 'open'],
  ])('of an opportunity says how it stands: %s', (fields, standing) => {
    const deal = `<sf:Id>0061</sf:Id><sf:Name>Big</sf:Name><sf:Amount>1999.50</sf:Amount><sf:CurrencyIsoCode>EUR</sf:CurrencyIsoCode><sf:CloseDate>2026-03-31</sf:CloseDate><sf:ContactId>0031</sf:ContactId>`;
    expect(read(notification('Opportunity', deal + fields))).toMatchObject({
      events: [
        {
          kind: 'deal',
          dealId: '0061',
          standing,
          amount: '1999.50',
          currency: 'EUR',
          closedAt: standing === 'open' ? null : new Date('2026-03-31T00:00:00Z'),
          identityKeys: [`salesforce-outbound-message:${SOURCE.id}:0031`],
        },
      ],
    });
  });

  it.each([
    ['Account', '<sf:Id>0011</sf:Id>'],
    ['Opportunity', '<sf:Id>0061</sf:Id><sf:Amount>5</sf:Amount>'],
  ])('of an %s that says nothing of a person or of where a deal stands is ignored', (entity, fields) => {
    expect(read(notification(entity, fields))).toMatchObject({ events: [{ kind: 'ignored', dedupeKey: '04l000000000001AAA' }] });
  });

  it('holds a hundred notifications at most', () => {
    const many = (count: number) => Array.from({ length: count }, (_, at) => notification('Lead', ADA, `04l${at}`));
    const hundred = read(...many(100));
    expect(hundred.ok && new Set(hundred.events.map(({ dedupeKey }) => dedupeKey)).size).toBe(100);
    expect(read(...many(101)).ok).toBe(false);
  });

  it.each([
    ['a document type', `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${message(notification('Lead', '<sf:Email>&x;</sf:Email>'))}`],
    ['entities that double', `<!doctype a [<!entity a "aa"><!entity b "&a;&a;">]><a>&b;</a>`],
    ['another vocabulary', '<a><b/></a>'],
    ['no end', '<soapenv:Envelope><soapenv:Body><notifications>'],
    ['names that every object has', '<Envelope><__proto__><polluted>1</polluted></__proto__></Envelope>'],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x3c]).toString('latin1')],
    ['nothing', ''],
  ])('with %s is refused', (_what, body) => {
    expect(salesforceOutboundMessage.read({ headers: {}, body: Buffer.from(body, 'latin1') }, SOURCE).ok).toBe(false);
    expect(verify(body, [ORGANISATION])).toBe(false);
  });
});
