import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Alarm } from '../domain/watch/alarm.js';

export interface RaisedAlarm extends Alarm {
  readonly since: Date;
}

@Injectable()
export class Alarms {
  constructor(private readonly dataSource: DataSource) {}

  /** The oldest first. */
  list(): Promise<RaisedAlarm[]> {
    return this.dataSource.query('SELECT kind, about, says, since FROM alarms ORDER BY since, kind, about');
  }

  /** These are what is wrong now: one that was raised before keeps its time, and the rest are over. */
  async replace(alarms: readonly Alarm[], now: Date, manager: EntityManager): Promise<void> {
    const given = JSON.stringify(alarms);
    await manager.query(
      `DELETE FROM alarms WHERE (kind, about) NOT IN (
         SELECT kind, about FROM jsonb_to_recordset($1::jsonb) AS given(kind text, about text))`,
      [given],
    );
    await manager.query(
      `INSERT INTO alarms (kind, about, says, since)
       SELECT kind, about, says, $2 FROM jsonb_to_recordset($1::jsonb) AS given(kind text, about text, says text)
       ON CONFLICT (kind, about) DO UPDATE SET says = excluded.says`,
      [given, now],
    );
  }
}
