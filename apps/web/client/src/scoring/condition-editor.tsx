import type { Condition } from '@baton/contracts';
import { ActionIcon, Button, NativeSelect, SegmentedControl, Text, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import { CrossIcon } from '../shell/icons.js';
import { conditionInWords, operatorWords, type Test } from '../words/conditions.js';
import { fieldWords } from '../words/lead-fields.js';
import classes from './condition-editor.module.css';
import {
  conditionFrom,
  type EditedCondition,
  type EditedTest,
  editedFrom,
  emptyTest,
  operators,
  takesValue,
} from './edited-condition.js';

interface ConditionEditorProps {
  /** What it begins with; null for a new one. */
  readonly condition: Condition | null;
  readonly fields: readonly string[];
  /** Told null while something is missing. */
  readonly onChange: (condition: Condition | null) => void;
}

/** A condition as rows of questions. What goes deeper is shown in words, and replaced as a whole. */
export function ConditionEditor({ condition, fields, onChange }: ConditionEditorProps) {
  const [edited, setEdited] = useState<EditedCondition | null>(() =>
    condition === null ? { joined: 'all', tests: [emptyTest] } : editedFrom(condition),
  );
  const listId = useId();
  const change = (next: EditedCondition) => {
    setEdited(next);
    onChange(conditionFrom(next));
  };
  if (edited === null) {
    return (
      <div>
        <Text size="sm">When {conditionInWords(condition!)}</Text>
        <Button
          variant="default"
          size="compact-sm"
          mt="xs"
          onClick={() => change({ joined: 'all', tests: [emptyTest] })}
        >
          Write another condition
        </Button>
      </div>
    );
  }
  const { joined, tests } = edited;
  const put = (at: number, test: Partial<EditedTest>) =>
    change({ joined, tests: tests.map((each, index) => (index === at ? { ...each, ...test } : each)) });
  return (
    <fieldset className={classes.condition}>
      <legend>When</legend>
      <datalist id={listId}>
        {fields.map((field) => (
          <option key={field} value={field} label={fieldWords(field)} />
        ))}
      </datalist>
      {tests.length > 1 && (
        <SegmentedControl
          size="xs"
          aria-label="How many of them must hold"
          value={joined}
          onChange={(value) => change({ joined: value as EditedCondition['joined'], tests })}
          data={[
            { value: 'all', label: 'all hold' },
            { value: 'any', label: 'one holds' },
          ]}
        />
      )}
      {tests.map(({ field, op, value }, at) => (
        <div key={at} className={classes.test}>
          <TextInput
            aria-label={`Field ${at + 1}`}
            placeholder="field, e.g. person.title"
            list={listId}
            value={field}
            onChange={({ currentTarget }) => put(at, { field: currentTarget.value })}
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
          />
          <NativeSelect
            aria-label={`Question ${at + 1}`}
            value={op}
            onChange={({ currentTarget }) => put(at, { op: currentTarget.value as Test['op'] })}
            data={operators.map((each) => ({ value: each, label: operatorWords[each] }))}
          />
          {takesValue(op) && (
            <TextInput
              aria-label={`Value ${at + 1}`}
              placeholder={op === 'in' || op === 'notIn' ? 'values, with commas between' : 'value'}
              value={value}
              onChange={({ currentTarget }) => put(at, { value: currentTarget.value })}
              maxLength={500}
              autoComplete="off"
            />
          )}
          {tests.length > 1 && (
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Take question ${at + 1} out`}
              onClick={() => change({ joined, tests: tests.filter((_, index) => index !== at) })}
            >
              <CrossIcon />
            </ActionIcon>
          )}
        </div>
      ))}
      <Button variant="subtle" size="compact-sm" onClick={() => change({ joined, tests: [...tests, emptyTest] })}>
        Ask something else besides
      </Button>
    </fieldset>
  );
}
