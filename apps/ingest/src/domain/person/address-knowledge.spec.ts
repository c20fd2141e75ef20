import fc from 'fast-check';
import { emailKindOf, firmDomainOf, registrableDomainOf } from './address-knowledge.js';

describe('the kind of an address', () => {
  it.each([
    ['ada@fjordworks.example', 'business'],
    ['Ada@GMAIL.com', 'free'],
    ['ada@yahoo.co.uk', 'free'],
    ['ada@gmx.de', 'free'],
    ['info@fjordworks.example', 'role'],
    ['Sales+web@fjordworks.example', 'role'],
    ['ada@mailinator.com', 'disposable'],
    ['info@mailinator.com', 'disposable'],
    ['ada@facebook.com', 'business'],
  ])('%s is %s', (address, kind) => expect(emailKindOf(address)).toBe(kind));

  it('is known of whatever is written', () => {
    fc.assert(fc.property(fc.string(), (text) => expect(typeof emailKindOf(text)).toBe('string')));
  });
});

describe('the domain of a firm', () => {
  it.each([
    ['ada@mail.fjordworks.co.uk', 'fjordworks.co.uk'],
    ['info@fjordworks.example', 'fjordworks.example'],
    ['ada@gmail.com', undefined],
    ['ada@mailinator.com', undefined],
    ['ada@localhost', undefined],
    ['ada@192.168.0.1', undefined],
  ])('behind %s is %s', (address, domain) => expect(firmDomainOf(address)).toBe(domain));

  it('of a shop on a platform is the shop, not the platform', () =>
    expect(registrableDomainOf('fjord.myshopify.com')).toBe('fjord.myshopify.com'));
});
