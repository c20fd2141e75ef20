import type { Condition } from '@baton/contracts';
import { Button, Group, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { PointsRule, TableContent } from '../api/points-tables.js';
import { Dialog } from '../shell/dialog.js';
import { leadFields, touchFields } from '../words/lead-fields.js';
import { ActivityFields } from './activity-fields.js';
import { type Limits, limitsOf } from './activity-words.js';
import { ConditionEditor } from './condition-editor.js';
import { fieldsOf } from './rule-groups.js';
import { idFor, type RuleList, type RuleOf, withRule } from './table-draft.js';

/** A rule that is being written. */
export interface EditedRule {
  readonly list: RuleList;
  /** Null for a new one. */
  readonly id: string | null;
}

const LEAST_CHARACTERS = 3;
const USUAL_POINTS = 5;
const titles: Readonly<Record<RuleList, string>> = {
  rules: 'Who they are, and what is known of them',
  activities: 'Something that they did',
  exclusions: 'Who is left out, whatever the points',
  skipTheLine: 'Who is sent, whatever the points',
};

interface RuleDialogProps {
  readonly edited: EditedRule | null;
  readonly table: TableContent;
  readonly onClose: () => void;
  readonly onDone: (change: (table: TableContent) => TableContent) => void;
}

export function RuleDialog({ edited, table, onClose, onDone }: RuleDialogProps) {
  return (
    <Dialog opened={edited !== null} onClose={onClose} title={edited ? titles[edited.list] : ''} size="xl">
      {edited && (
        <RuleForm
          edited={edited}
          table={table}
          onDone={(change) => {
            onDone(change);
            onClose();
          }}
        />
      )}
    </Dialog>
  );
}

interface RuleFormProps {
  readonly edited: EditedRule;
  readonly table: TableContent;
  readonly onDone: RuleDialogProps['onDone'];
}

function RuleForm({ edited: { list, id }, table, onDone }: RuleFormProps) {
  const rules: ReadonlyArray<RuleOf<RuleList>> = table[list];
  const rule = rules.find((each) => each.id === id);
  const [says, setSays] = useState(rule?.says ?? '');
  const [when, setWhen] = useState<Condition | null>(rule?.when ?? null);
  const [dimension, setDimension] = useState(rule && 'dimension' in rule ? rule.dimension : 'fit');
  const [points, setPoints] = useState(rule && 'points' in rule ? rule.points : USUAL_POINTS);
  const [limits, setLimits] = useState<Limits>(() =>
    rule && 'counts' in rule ? limitsOf(rule) : { counts: 'everyTime' },
  );
  const fields =
    list === 'activities'
      ? touchFields
      : [...new Set([...leadFields, ...table.rules.flatMap((each) => fieldsOf(each.when))])];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (when === null || says.trim().length < LEAST_CHARACTERS) return;
    const worded = { id: rule?.id ?? idFor(says, table), says: says.trim(), when };
    onDone((before) => {
      if (list === 'rules') return withRule(before, list, { ...worded, dimension, points });
      if (list === 'activities') return withRule(before, list, { ...worded, points, ...limits });
      return withRule(before, list, worded);
    });
  };
  return (
    <form onSubmit={submit}>
      <TextInput
        label="In words, as a rep reads it"
        description="E.g. asked for a demo"
        value={says}
        onChange={({ currentTarget: { value } }) => setSays(value)}
        maxLength={120}
        autoComplete="off"
        data-autofocus
        mb="md"
      />
      <ConditionEditor condition={rule?.when ?? null} fields={fields} onChange={setWhen} />
      <Group align="end" gap="sm" mt="md">
        {(list === 'rules' || list === 'activities') && (
          <NumberInput
            label="Points"
            value={points}
            onChange={(value) => setPoints(Number(value) || 0)}
            min={-1_000}
            max={1_000}
            allowDecimal={false}
            w={100}
          />
        )}
        {list === 'rules' && (
          <NativeSelect
            label="Counts as"
            value={dimension}
            onChange={({ currentTarget: { value } }) => setDimension(value as PointsRule['dimension'])}
            data={[
              { value: 'fit', label: 'fit: who they are' },
              { value: 'engagement', label: 'engagement: what they did' },
            ]}
          />
        )}
        {list === 'activities' && <ActivityFields limits={limits} onChange={setLimits} />}
      </Group>
      <Group justify="flex-end" mt="lg">
        <Button type="submit" disabled={when === null || says.trim().length < LEAST_CHARACTERS}>
          {rule ? 'Change it' : 'Add it'}
        </Button>
      </Group>
    </form>
  );
}
