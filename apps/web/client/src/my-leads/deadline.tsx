import type { LeadInHand } from '../api/leads.js';
import { momentForTeam } from '../words/moments.js';
import { nextStepInWords } from '../words/next-step.js';
import { moneyInWords } from '../words/numbers.js';
import classes from './deadline.module.css';

/** Who acts next and by when; where nobody is waited for, what became of it. */
export function Deadline({ lead, now }: { readonly lead: LeadInHand; readonly now: Date }) {
  const { next, timeZone, won } = lead;
  if (won) return <p className={classes.deadline}>Won: {moneyInWords(won)}</p>;
  if (!next)
    return (
      <p className={classes.deadline}>
        {lead.state === 'rejected' ? 'Nobody has to act' : `${lead.rep.name.split(' ')[0]} works the lead`}
      </p>
    );
  const { says, left, urgency } = nextStepInWords(next, now);
  return (
    <p className={classes.deadline} title={momentForTeam(new Date(next.by), timeZone)}>
      {says} ·{' '}
      <span className={classes.left} data-urgency={urgency}>
        {left}
      </span>
    </p>
  );
}
