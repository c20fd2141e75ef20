import { Text } from '@mantine/core';
import type { Plan } from '../api/planner.js';
import type { Estimate } from '../api/scoring-preview.js';
import { count, counted, decimal, percent, share } from '../words/numbers.js';
import { cutInWords } from './line-words.js';
import classes from './how-many.module.css';

/** What the line would have done last quarter, and how sure that is. */
export function PlanWords({ plan: { evidence, baseline, lastQuarter } }: { readonly plan: Plan }) {
  return (
    <section aria-label="Last quarter by this line" className={classes.words}>
      {lastQuarter && (
        <>
          <Text role="status">
            Last quarter it would have sent{' '}
            <strong>
              {count(lastQuarter.sent)} of {counted(lastQuarter.leads, 'lead')}
            </strong>{' '}
            ({share(lastQuarter.sent, lastQuarter.leads)}).
            {lastQuarter.cut !== null && ` That is ${cutInWords(lastQuarter.cut)}.`}
          </Text>
          <dl className={classes.figures}>
            <dt>Wins kept</dt>
            <dd>{estimateInWords(lastQuarter.winsKept)}</dd>
            <dt>Accepted by sales</dt>
            <dd>
              {estimateInWords(lastQuarter.acceptance)}
              {baseline && ` · in the baseline weeks ${percent(baseline.acceptance.value)}`}
            </dd>
            <dt>Against sending all</dt>
            <dd>{timesInWords(lastQuarter.lift)}</dd>
          </dl>
        </>
      )}
      {!lastQuarter && (
        <Text>
          {evidence.enough
            ? 'No line reaches that, as far as is known.'
            : 'Too few ends are known to say what a line would have brought.'}
        </Text>
      )}
      <Text c="dimmed" size="sm" mt={4}>
        {evidence.says}.
      </Text>
    </section>
  );
}

const estimateInWords = ({ value, low, high }: Estimate): string =>
  `${percent(value)}, likely between ${percent(low)} and ${percent(high)}`;

const timesInWords = ({ value, low, high }: Estimate): string =>
  `${decimal(value)} times as many accepted, likely between ${decimal(low)} and ${decimal(high)}`;
