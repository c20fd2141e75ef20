import { Button, Group, Text, TextInput, Title } from '@mantine/core';
import { memo, useCallback, useMemo, useState } from 'react';
import type { PointsTable, TableContent, WordedRule } from '../api/points-tables.js';
import { conditionInWords } from '../words/conditions.js';
import { limitsInWords } from './activity-words.js';
import classes from './points.module.css';
import type { EditedRule } from './rule-dialog.js';
import { groupedRules, groupTitles } from './rule-groups.js';
import { RuleRow } from './rule-row.js';
import { type RuleList, withoutRule, withPoints } from './table-draft.js';

interface RuleSectionsProps {
  readonly table: TableContent;
  /** What was changed: the rows say what they were. */
  readonly base: PointsTable;
  readonly isEditable: boolean;
  readonly change: (how: (table: TableContent) => TableContent) => void;
  readonly onEdit: (rule: EditedRule) => void;
}

/** So many rules can be looked through. */
const FEW = 20;

/** Every rule of a table under the heading that people look for it by. */
export const RuleSections = memo(function RuleSections({ table, base, isEditable, change, onEdit }: RuleSectionsProps) {
  const onPoints = useCallback(
    (list: 'rules' | 'activities', id: string, points: number) =>
      change((before) => withPoints(before, list, id, points)),
    [change],
  );
  const onRemove = useCallback(
    (list: RuleList, id: string) => change((before) => withoutRule(before, list, id)),
    [change],
  );
  const acts = useMemo(
    () => (isEditable ? { onPoints, onEdit, onRemove } : null),
    [isEditable, onPoints, onEdit, onRemove],
  );
  const [words, setWords] = useState('');
  const wanted = words.trim().toLowerCase();
  const fits = ({ says, when }: WordedRule) => `${says} ${conditionInWords(when)}`.toLowerCase().includes(wanted);
  const unless = (none: string) => (wanted === '' ? none : 'None says that.');
  const before = new Map([...base.rules, ...base.activities].map(({ id, points }) => [id, points]));
  return (
    <>
      {table.rules.length > FEW && (
        <TextInput
          type="search"
          label="Find a rule"
          value={words}
          onChange={({ currentTarget: { value } }) => setWords(value)}
          maw={460}
          mt="md"
        />
      )}
      {groupedRules(table.rules.filter(fits)).map(([group, rules]) => (
        <Section key={group} title={groupTitles[group]}>
          {rules.map((rule) => (
            <RuleRow
              key={rule.id}
              list="rules"
              rule={rule}
              detail={conditionInWords(rule.when)}
              was={before.get(rule.id)}
              acts={acts}
            />
          ))}
        </Section>
      ))}
      {isEditable && <Add onAdd={() => onEdit({ list: 'rules', id: null })}>Add a rule</Add>}
      <Section
        title="Engagement: visit by visit"
        none={unless('Nothing yet: a visit or a click adds no points by itself.')}
      >
        {table.activities.filter(fits).map((rule) => (
          <RuleRow
            key={rule.id}
            list="activities"
            rule={rule}
            detail={`${conditionInWords(rule.when)} · counts ${limitsInWords(rule)}`}
            was={before.get(rule.id)}
            acts={acts}
          />
        ))}
      </Section>
      {isEditable && <Add onAdd={() => onEdit({ list: 'activities', id: null })}>Add something that they do</Add>}
      <Section title="Left out, whatever the points" none={unless('Nobody.')}>
        {table.exclusions.filter(fits).map((rule) => (
          <RuleRow key={rule.id} list="exclusions" rule={rule} detail={conditionInWords(rule.when)} acts={acts} />
        ))}
      </Section>
      {isEditable && <Add onAdd={() => onEdit({ list: 'exclusions', id: null })}>Leave somebody out</Add>}
      <Section title="Sent, whatever the points" none={unless('Nobody.')}>
        {table.skipTheLine.filter(fits).map((rule) => (
          <RuleRow key={rule.id} list="skipTheLine" rule={rule} detail={conditionInWords(rule.when)} acts={acts} />
        ))}
      </Section>
      {isEditable && <Add onAdd={() => onEdit({ list: 'skipTheLine', id: null })}>Let somebody skip the line</Add>}
    </>
  );
});

interface SectionProps {
  readonly title: string;
  /** What stands there without any rule. */
  readonly none?: string;
  readonly children: readonly React.ReactNode[];
}

function Section({ title, none, children }: SectionProps) {
  return (
    <section className={classes.section}>
      <Title order={2} size="h4" mb={4}>
        {title}
      </Title>
      {children.length === 0 ? <Text c="dimmed">{none}</Text> : <ul className={classes.rules}>{children}</ul>}
    </section>
  );
}

function Add({ onAdd, children }: { readonly onAdd: () => void; readonly children: string }) {
  return (
    <Group mt={4}>
      <Button variant="subtle" size="compact-sm" onClick={onAdd}>
        {children}
      </Button>
    </Group>
  );
}
