import { Group, NativeSelect, NumberInput, Switch, Text } from '@mantine/core';
import type { Learning } from '../api/model-versions.js';
import { useMayWrite } from './use-may-write.js';
import { useChangeLearning } from './version-queries.js';
import classes from './versions.module.css';

const LEAST = 50;
const MOST = 1_000_000;

const goals = [
  { value: 'accepted', label: 'what sales accepts' },
  { value: 'won', label: 'what is won' },
] as const;

/** What versions are learned for, how often, and who lets them rule. Each change counts at once. */
export function LearningForm({ learning }: { readonly learning: Learning }) {
  const mayWrite = useMayWrite();
  const changing = useChangeLearning();
  const { goal, promoteByRule, newVerdicts } = learning;
  const change = (changed: Partial<Learning>) => changing.mutate({ ...learning, ...changed });
  if (!mayWrite) {
    return (
      <Text size="sm" c="dimmed" mt="md">
        Versions learn {goals.find(({ value }) => value === goal)?.label}, from {newVerdicts} new verdicts on;{' '}
        {promoteByRule ? 'one that is better beyond doubt rules by itself.' : 'somebody lets them rule.'}
      </Text>
    );
  }
  return (
    <Group gap="lg" mt="lg" align="end" className={classes.learning!}>
      <NativeSelect
        label="Learn to foretell"
        value={goal}
        onChange={({ currentTarget: { value } }) => change({ goal: value as Learning['goal'] })}
        data={[...goals]}
      />
      <NumberInput
        key={newVerdicts}
        label="New verdicts for a version"
        defaultValue={newVerdicts}
        min={LEAST}
        max={MOST}
        allowDecimal={false}
        onBlur={({ currentTarget: { value } }) => {
          const typed = Number(value);
          if (typed >= LEAST && typed !== newVerdicts) change({ newVerdicts: typed });
        }}
        w={230}
      />
      <Switch
        label="Let one that is better beyond doubt rule by itself"
        checked={promoteByRule}
        onChange={({ currentTarget: { checked } }) => change({ promoteByRule: checked })}
      />
    </Group>
  );
}
