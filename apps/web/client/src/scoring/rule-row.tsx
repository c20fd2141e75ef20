import { ActionIcon, NumberInput, Slider } from '@mantine/core';
import { memo } from 'react';
import { CrossIcon, PencilIcon } from '../shell/icons.js';
import { signed } from '../words/numbers.js';
import classes from './points.module.css';
import type { EditedRule } from './rule-dialog.js';
import type { RuleList, RuleOf } from './table-draft.js';

/** 20 points double the odds of a win: beyond three doublings few rules go. */
const USUAL_MOST = 60;

export interface RuleActs {
  readonly onPoints: (list: 'rules' | 'activities', id: string, points: number) => void;
  readonly onEdit: (edited: EditedRule) => void;
  readonly onRemove: (list: RuleList, id: string) => void;
}

interface RuleRowProps {
  readonly list: RuleList;
  readonly rule: RuleOf<RuleList>;
  /** The condition and the limits, in words. */
  readonly detail: string;
  /** Its points in the table that rules. */
  readonly was?: number | undefined;
  /** Null where it is only read. */
  readonly acts: RuleActs | null;
}

/** Remembered: of hundreds of rows only the one that is dragged is drawn again. */
export const RuleRow = memo(function RuleRow({ list, rule, detail, was, acts }: RuleRowProps) {
  const { id, says } = rule;
  const points = 'points' in rule ? rule.points : null;
  return (
    <li className={classes.rule} data-rule={id} data-editable={acts !== null || undefined}>
      <div className={classes.says}>
        {says}
        <span className={classes.detail}>
          {detail}
          {was !== undefined && was !== points && ` · was ${signed(was)}`}
        </span>
      </div>
      {points !== null && !acts && <strong className={classes.points}>{signed(points)}</strong>}
      {points !== null && acts && (list === 'rules' || list === 'activities') && (
        <PointsFields says={says} points={points} onPoints={(value) => acts.onPoints(list, id, value)} />
      )}
      {acts && (
        <span className={classes.acts}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Change: ${says}`}
            onClick={() => acts.onEdit({ list, id })}
          >
            <PencilIcon />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Take out: ${says}`}
            onClick={() => acts.onRemove(list, id)}
          >
            <CrossIcon />
          </ActionIcon>
        </span>
      )}
    </li>
  );
});

interface PointsFieldsProps {
  readonly says: string;
  readonly points: number;
  readonly onPoints: (points: number) => void;
}

function PointsFields({ says, points, onPoints }: PointsFieldsProps) {
  const most = Math.max(USUAL_MOST, Math.abs(points));
  return (
    <>
      <Slider
        min={-most}
        max={most}
        value={points}
        onChange={onPoints}
        label={null}
        marks={[{ value: 0 }]}
        size="sm"
        thumbLabel={`Points, by sliding: ${says}`}
        classNames={{ root: classes.slider!, bar: classes.sliderBar! }}
      />
      <NumberInput
        aria-label={`Points: ${says}`}
        value={points}
        onChange={(value) => typeof value === 'number' && onPoints(value)}
        min={-1_000}
        max={1_000}
        hideControls
        className={classes.number!}
      />
    </>
  );
}
