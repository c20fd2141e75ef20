import type { HandedLead } from './handed-lead.js';

export interface NextStep {
  /** The name of whoever has to act. */
  readonly who: string;
  /** `respond`: try to reach the person. `decide`: accept or reject. */
  readonly does: 'respond' | 'decide';
  readonly by: Date;
}

type Clocked = Pick<HandedLead, 'rep' | 'state' | 'attempts' | 'respondBy' | 'decideBy'>;

/** Who acts next and by when: the earliest clock that still runs, or null when none does. */
export function nextStep({ rep, state, attempts, respondBy, decideBy }: Clocked): NextStep | null {
  const running: NextStep[] = [];
  // A rejection stops both clocks; an accepted person still waits for the first call.
  if (state !== 'rejected' && attempts === 0) running.push({ who: rep.name, does: 'respond', by: respondBy });
  if (state === 'open') running.push({ who: rep.name, does: 'decide', by: decideBy });
  return running.sort((one, other) => one.by.getTime() - other.by.getTime())[0] ?? null;
}
