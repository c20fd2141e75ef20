import type { MigrationInterface, QueryRunner } from 'typeorm';

const ID = '01900000-0000-7000-8000-000000000001';
const WEEKLY = [1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', to: '17:00' }));

/** A first team needs a name and no more: it works by this calendar until it is given its own. */
export class AddDefaultCalendar1767312000000 implements MigrationInterface {
  name = 'AddDefaultCalendar1767312000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `INSERT INTO calendars (id, version, name, zone, weekly, holidays)
       VALUES ($1, 1, 'Weekdays, 9 to 17 UTC', 'UTC', $2::jsonb, '[]')`,
      [ID, JSON.stringify(WEEKLY)],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM calendars WHERE id = $1', [ID]);
  }
}
