import { emailAddressIn, emailKey } from './email-address.js';

describe('an e-mail address', () => {
  it.each([
    [' Ada@Example.com ', 'Ada@Example.com'],
    ['Ada Lovelace <ada@example.com>', 'ada@example.com'],
    ['ada@müller.example', 'ada@müller.example'],
  ])('is found in %j as it was written', (text, address) => expect(emailAddressIn(text)).toBe(address));

  it.each([
    '',
    'ada',
    'ada@',
    '@example.com',
    'ada@example',
    'a b@example.com',
    `${'a'.repeat(250)}@example.com`,
  ])('is not found in %j', (text) => expect(emailAddressIn(text)).toBeNull());
});

describe('the key of a mailbox', () => {
  it.each([
    ['Ada@Example.COM', 'email:ada@example.com'],
    ['ada+newsletter@example.com', 'email:ada@example.com'],
    ['a.d.a+x@gmail.com', 'email:ada@gmail.com'],
    ['a.da@googlemail.com', 'email:ada@gmail.com'],
    ['a.d.a@example.com', 'email:a.d.a@example.com'],
    ['ada@MÜLLER.example', 'email:ada@xn--mller-kva.example'],
    ['+49170@example.com', 'email:+49170@example.com'],
  ])('of %s is %s', (address, key) => expect(emailKey(address)).toBe(key));
});
