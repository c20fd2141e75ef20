import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Answers } from '../domain/interview/answers.js';

/** A rep whom a marketer asked which leads sales wants. */
export interface InterviewedRep {
  readonly repId: string;
  readonly name: string;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly answers: Answers | null;
  readonly answeredAt: Date | null;
}

const REP = `rep_id AS "repId", name, asked_by AS "askedBy", asked_at AS "askedAt", answers, answered_at AS "answeredAt"`;

@Injectable()
export class InterviewedReps {
  constructor(private readonly dataSource: DataSource) {}

  list(): Promise<InterviewedRep[]> {
    return this.dataSource.query(`SELECT ${REP} FROM interviewed_reps ORDER BY name, rep_id`);
  }

  async find(repId: string): Promise<InterviewedRep | null> {
    const [row]: InterviewedRep[] = await this.dataSource.query(`SELECT ${REP} FROM interviewed_reps WHERE rep_id = $1`, [repId]);
    return row ?? null;
  }

  /** Who was asked before stays as they are, with what they answered. */
  async ask(reps: readonly Pick<InterviewedRep, 'repId' | 'name'>[], askedBy: string, now: Date): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO interviewed_reps (rep_id, name, asked_by, asked_at)
       SELECT rep_id, name, $3, $4 FROM unnest($1::uuid[], $2::text[]) AS given(rep_id, name) ORDER BY rep_id
       ON CONFLICT (rep_id) DO NOTHING`,
      [reps.map(({ repId }) => repId), reps.map(({ name }) => name), askedBy, now],
    );
  }

  /** @returns whether they had been asked. */
  async letGo(repId: string): Promise<boolean> {
    const [, gone]: [unknown, number] = await this.dataSource.query('DELETE FROM interviewed_reps WHERE rep_id = $1', [repId]);
    return gone > 0;
  }

  /** @returns `null` where nobody asked the rep. */
  async answer(repId: string, answers: Answers, now: Date): Promise<InterviewedRep | null> {
    const [[row]]: [InterviewedRep[]] = await this.dataSource.query(
      `UPDATE interviewed_reps SET answers = $2, answered_at = $3 WHERE rep_id = $1 RETURNING ${REP}`,
      [repId, JSON.stringify(answers), now],
    );
    return row ?? null;
  }
}
