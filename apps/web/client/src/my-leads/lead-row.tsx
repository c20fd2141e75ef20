import { Button } from '@mantine/core';
import { memo } from 'react';
import { Link } from 'react-router';
import type { LeadInHand } from '../api/leads.js';
import { moneyInWords, signed } from '../words/numbers.js';
import { Deadline } from './deadline.js';
import classes from './lead-row.module.css';
import { PassportAnswers } from './passport-answers.js';
import type { Gone } from './use-live-leads.js';
import { nameOf, placeOf } from './who.js';

/** What can be asked of the page about a lead. */
export interface LeadActions {
  readonly accept: (lead: LeadInHand) => void;
  readonly reject: (lead: LeadInHand) => void;
  readonly contact: (lead: LeadInHand) => void;
  readonly win: (lead: LeadInHand) => void;
}

interface LeadRowProps {
  readonly lead: LeadInHand;
  readonly current: boolean;
  readonly gone: Gone | undefined;
  readonly now: Date;
  readonly actions: LeadActions;
  readonly onCurrent: (leadId: string) => void;
  /** Why it was rejected, in words. */
  readonly rejectedBecause: string | undefined;
}

const goneWords: Readonly<Record<Gone, string>> = {
  accepted: 'Accepted on another device',
  rejected: 'Rejected on another device',
  moved: 'Somebody else has this lead now',
};

/** Enough about one lead to decide in ten seconds. */
export const LeadRow = memo(function LeadRow({
  lead,
  current,
  gone,
  now,
  actions,
  onCurrent,
  rejectedBecause,
}: LeadRowProps) {
  const { person, company, score, why } = lead;
  const name = nameOf(person);
  return (
    <li
      className={classes.row}
      id={`lead-${lead.leadId}`}
      data-lead={lead.leadId}
      data-gone={gone !== undefined || undefined}
      aria-current={current || undefined}
      tabIndex={current ? 0 : -1}
      onFocus={() => onCurrent(lead.leadId)}
    >
      <div className={classes.score}>
        <span className={classes.points} aria-label={`Score ${score.score}`}>
          {score.score}
        </span>
      </div>
      <div className={classes.who}>
        <h2 className={classes.name}>
          <Link to={`/leads/${lead.leadId}`}>{name}</Link>
        </h2>
        <p className={classes.place}>{placeOf(person, company)}</p>
        <p className={classes.why}>{why}</p>
        <ul className={classes.factors} aria-label="What moved the score">
          {score.factors.map(({ rule, says, points }) => (
            <li key={rule}>
              {says} <span className={classes.sum}>{signed(points)}</span>
            </li>
          ))}
        </ul>
      </div>
      <div className={classes.passport}>
        <PassportAnswers lead={lead} />
      </div>
      <div className={classes.next}>
        {gone ? (
          <p className={classes.gone}>{goneWords[gone]}</p>
        ) : (
          <>
            <Deadline lead={lead} now={now} />
            {rejectedBecause && <p className={classes.because}>{rejectedBecause}</p>}
            <div className={classes.actions}>
              <RowActions lead={lead} name={name} actions={actions} />
            </div>
          </>
        )}
      </div>
    </li>
  );
});

export function RowActions({
  lead,
  name,
  actions,
}: {
  lead: LeadInHand;
  name: string;
  actions: LeadActions;
}) {
  const said = (what: string) => `${what} ${name}`;
  if (lead.state === 'rejected') return null;
  const contacted = (
    <Button variant="default" onClick={() => actions.contact(lead)} aria-label={said('Contacted')}>
      {lead.attempts === 0 ? 'Contacted' : `Contacted (${lead.attempts})`}
    </Button>
  );
  if (lead.state === 'open') {
    return (
      <>
        <Button onClick={() => actions.accept(lead)} aria-label={said('Accept')}>
          Accept
        </Button>
        <Button variant="default" onClick={() => actions.reject(lead)} aria-label={said('Reject')}>
          Reject
        </Button>
        {contacted}
      </>
    );
  }
  return (
    <>
      {contacted}
      {!lead.won && (
        <Button variant="light" onClick={() => actions.win(lead)} aria-label={said('Won')}>
          Won
        </Button>
      )}
      {lead.won && <span className={classes.won}>{moneyInWords(lead.won)}</span>}
    </>
  );
}
