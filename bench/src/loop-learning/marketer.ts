import type { RunningSystem } from '@baton/testing';

interface LearningState {
  readonly challenger: { readonly id: string; readonly state: string; readonly verdict: string | null; readonly says: string | null } | null;
}

/** At most half: a little less, since the line follows the leads of the days before. */
const SHARE = 0.49;

/** Lets a new table be learned every week, and lets it rule where it seems better: once one does, half the leads are sent. */
export class Marketer {
  private isSelecting = false;

  constructor(private readonly system: RunningSystem) {}

  async begin(): Promise<void> {
    await this.lay(1, 'everything, until the first table is learned');
    // The week says when to learn, not the number of verdicts.
    await this.marketer.put('/api/scoring/learning', { goal: 'accepted', promoteByRule: false, newVerdicts: 1_000_000 });
  }

  /** @returns what came of it, in a few words */
  async endOfWeek(): Promise<string> {
    const before = (await this.learning()).challenger?.id;
    await this.marketer.post('/api/scoring/challenger/train', {});
    let newest: LearningState['challenger'] = null;
    await this.system.eventually('a table is learned', async () => {
      newest = (await this.learning()).challenger;
      return newest !== null && newest.id !== before && newest.state !== 'training';
    });
    const { state, verdict, says } = newest!;
    if (state !== 'shadow') return `kept: ${says}`;
    await this.marketer.post('/api/scoring/challenger/promote', {});
    if (!this.isSelecting) await this.lay(SHARE, 'the first learned table rules: at most half the leads from now on');
    this.isSelecting = true;
    await this.system.eventually('the leads that are held back are scored anew', async () => {
      const { finishedAt } = await this.marketer.get<{ finishedAt: string | null }>('/api/scoring/rescoring');
      return finishedAt !== null;
    });
    return `a new table rules (${verdict})`;
  }

  private get marketer() {
    return this.system.as('marketer');
  }

  private learning(): Promise<LearningState> {
    return this.marketer.get<LearningState>('/api/scoring/challenger');
  }

  private async lay(share: number, reason: string): Promise<void> {
    await this.marketer.post('/api/scoring/line', { kind: 'share', share, reason });
  }
}
