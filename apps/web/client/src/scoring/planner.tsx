import { NumberInput, SegmentedControl, Slider } from '@mantine/core';
import { useState } from 'react';
import type { RulingLine, Target } from '../api/planner.js';
import { ProblemAlert } from '../shell/problem-alert.js';
import classes from './how-many.module.css';
import { LineForm } from './line-form.js';
import { usePlan } from './line-queries.js';
import { Part } from './part.js';
import { PlanPlots } from './plan-plots.js';
import { PlanWords } from './plan-words.js';

const targetWords: Readonly<Record<Target, { readonly tab: string; readonly label: string; readonly unit: string }>> = {
  share: { tab: 'Share', label: 'Of all leads, the best', unit: ' %' },
  capacity: { tab: 'Sales’ time', label: 'The best, a week', unit: ' leads' },
  quality: { tab: 'Quality', label: 'As many as sales accepts, at least', unit: ' %' },
};
const HUNDRED = 100;
const MOST_A_WEEK = 1_000_000;

/** Looks for a line by what one wants of it, and lets it rule. */
export function Planner({ line }: { readonly line: RulingLine }) {
  const { policy } = line;
  const [target, setTarget] = useState<Target>('share');
  const [values, setValues] = useState<Readonly<Record<Target, number>>>({
    share: policy.kind === 'share' ? Math.round(HUNDRED * policy.share) : HUNDRED / 2,
    capacity: policy.kind === 'capacity' ? policy.perWeek : 50,
    quality: HUNDRED / 2,
  });
  const value = values[target];
  const plan = usePlan(target, target === 'capacity' ? value : value / HUNDRED);
  const put = (typed: string | number) =>
    typeof typed === 'number' && typed >= 1 && setValues({ ...values, [target]: Math.round(typed) });
  const { label, unit } = targetWords[target];
  return (
    <div className={classes.columns}>
      <div>
        <SegmentedControl
          aria-label="What one wants of it"
          value={target}
          onChange={(chosen) => setTarget(chosen as Target)}
          data={(Object.keys(targetWords) as Target[]).map((each) => ({ value: each, label: targetWords[each].tab }))}
          className={classes.targets!}
        />
        <div className={classes.value}>
          <NumberInput
            label={label}
            suffix={unit}
            value={value}
            onChange={put}
            min={1}
            max={target === 'capacity' ? MOST_A_WEEK : HUNDRED}
            allowDecimal={false}
          />
          {target !== 'capacity' && (
            <Slider
              min={1}
              max={HUNDRED}
              value={value}
              onChange={put}
              label={null}
              thumbLabel={`${label}, by sliding`}
            />
          )}
        </div>
        {plan.data && plan.error && <ProblemAlert error={plan.error} />}
        <Part query={plan}>
          {(data) => (
            <div aria-busy={plan.isFetching || undefined}>
              <PlanWords plan={data} />
              <LineForm target={target} value={value} plan={data} />
            </div>
          )}
        </Part>
      </div>
      <div className={classes.plots}>{plan.data && plan.data.curve.length > 0 && <PlanPlots plan={plan.data} />}</div>
    </div>
  );
}
