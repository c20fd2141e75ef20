import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

export interface Campaign {
  readonly key: string;
  readonly name: string;
}

/** Names for the campaign keys that come with the leads. */
@Injectable()
export class Campaigns {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  list(): Promise<Campaign[]> {
    return this.dataSource.query('SELECT key, name FROM campaigns ORDER BY name, key');
  }

  async save({ key, name }: Campaign): Promise<void> {
    await this.dataSource.query(
      'INSERT INTO campaigns (key, name) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET name = excluded.name',
      [key, name],
    );
  }
}
