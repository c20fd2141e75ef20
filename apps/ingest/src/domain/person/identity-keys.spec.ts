import { eventOf } from '../event.fixture.js';
import { identityKeysOf } from './identity-keys.js';

describe('identity keys', () => {
  it('put the platform’s id of the person before the mailbox', () => {
    const event = eventOf({ identityKeys: ['segment-user:s:u1'], person: { email: 'Ada+x@example.com' } });
    expect(identityKeysOf(event)).toEqual(['segment-user:s:u1', 'email:ada@example.com']);
  });

  it('of any length fit an index', () => {
    const [key] = identityKeysOf(eventOf({ identityKeys: ['x'.repeat(10_000)] }));
    expect(key?.length).toBeLessThan(100);
  });
});
