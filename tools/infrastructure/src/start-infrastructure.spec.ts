import { givenInfrastructure } from './start-infrastructure.js';

describe('given servers', () => {
  const adminUrl = 'postgres://postgres:secret@db.example/baton';

  it('are used as they are', () => {
    expect(
      givenInfrastructure({ BATON_POSTGRES_ADMIN_URL: adminUrl, BATON_KAFKA_BROKERS: 'one.example:9092,two.example:9092' }),
    ).toMatchObject({ kind: 'given', adminUrl, brokers: ['one.example:9092', 'two.example:9092'], processes: [] });
  });

  it('come both or not at all', () => {
    expect(givenInfrastructure({})).toBeNull();
    expect(() => givenInfrastructure({ BATON_POSTGRES_ADMIN_URL: adminUrl })).toThrow(/Give both/);
    expect(() => givenInfrastructure({ BATON_KAFKA_BROKERS: 'one.example:9092' })).toThrow(/Give both/);
  });
});
