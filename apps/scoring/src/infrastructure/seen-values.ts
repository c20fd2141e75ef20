import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { SeenValues } from '../domain/interview/questions.js';

const NEWEST_LEADS = 2_000;
const MOST_VALUES = 12;
/** What nobody writes is no industry. */
const LONGEST = 60;

@Injectable()
export class SeenValuesOfLeads {
  constructor(private readonly dataSource: DataSource) {}

  /** What the newest leads have, the most frequent first. */
  async look(): Promise<SeenValues> {
    const [row]: SeenValues[] = await this.dataSource.query(
      `WITH newest AS (SELECT state FROM leads WHERE version > 0 ORDER BY lead_id DESC LIMIT $1),
            industries AS (
              SELECT min(industry) AS value, count(*) FROM (SELECT trim(state->'company'->>'industry') AS industry FROM newest) AS named
               WHERE length(industry) BETWEEN 2 AND $3 GROUP BY lower(industry) ORDER BY 2 DESC, 1 LIMIT $2),
            countries AS (
              SELECT state->'person'->>'countryCode' AS value, count(*) FROM newest
               WHERE state->'person'->>'countryCode' ~ '^[A-Z]{2}$' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT $2)
       SELECT ARRAY(SELECT value FROM industries) AS industries, ARRAY(SELECT value FROM countries) AS countries`,
      [NEWEST_LEADS, MOST_VALUES, LONGEST],
    );
    return row!;
  }
}
