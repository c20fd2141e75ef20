import { Alert, Button, NumberInput, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, useCallback, useState } from 'react';
import type { PointsTable, TableContent } from '../api/points-tables.js';
import { PreviewPanel } from '../scoring/preview-panel.js';
import { type EditedRule, RuleDialog } from '../scoring/rule-dialog.js';
import { RuleSections } from '../scoring/rule-sections.js';
import { merged } from '../scoring/table-draft.js';
import classes from './interview.module.css';
import { usePromoteDraft } from './interview-queries.js';

interface DraftEditorProps {
  /** What the answers amount to. */
  readonly drafted: TableContent;
  readonly ruling: PointsTable;
  readonly mayWrite: boolean;
}

const LEAST_CHARACTERS = 3;

/** The points table made of the answers: looked at, changed, and made to rule by a person. */
export function DraftEditor({ drafted, ruling, mayWrite }: DraftEditorProps) {
  const [changed, setChanged] = useState<{ readonly base: TableContent; readonly table: TableContent } | null>(null);
  const [edited, setEdited] = useState<EditedRule | null>(null);
  const [reason, setReason] = useState('');
  const promoting = usePromoteDraft(() => {
    setChanged(null);
    setReason('');
  });
  const table = changed?.table ?? drafted;
  const change = useCallback(
    (how: (before: TableContent) => TableContent) =>
      setChanged((before) => ({ base: before?.base ?? drafted, table: how(before?.table ?? drafted) })),
    [drafted],
  );
  const isReady = reason.trim().length >= LEAST_CHARACTERS;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) promoting.mutate({ table, reason: reason.trim() });
  };
  return (
    <section className={classes.section} aria-labelledby="draft">
      <Title order={2} size="h4" id="draft">
        The points table made of it
      </Title>
      <Text c="dimmed" mt={4}>
        What all agree on counts most, and less where few were asked. 20 points double the odds. The line is laid so
        that of the newest leads as many are sent as now. Nothing changes for a lead until you save it.
      </Text>
      {changed && changed.base !== drafted && (
        <Alert color="yellow" variant="outline" role="status" mt="md" title="The answers have changed meanwhile">
          <Text size="sm" mb="xs">
            Your changes stand on the earlier ones. Put them on top of the new ones, or go back to the answers.
          </Text>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => setChanged({ base: drafted, table: merged(changed.base, changed.table, drafted).table })}
          >
            Put mine on top
          </Button>
        </Alert>
      )}
      <div className={classes.columns}>
        <div>
          {mayWrite ? (
            <NumberInput
              label="The line"
              description="So many points are enough for sales, unless How many says otherwise"
              value={table.line}
              onChange={(line) => typeof line === 'number' && change((before) => ({ ...before, line }))}
              mt="md"
              maw={460}
            />
          ) : (
            <Text mt="md">{table.line} points would be enough for sales.</Text>
          )}
          <RuleSections table={table} base={ruling} isEditable={mayWrite} change={change} onEdit={setEdited} />
        </div>
        <PreviewPanel table={table} isChanged />
      </div>
      {mayWrite && (
        <form className={classes.bar} onSubmit={submit} aria-label="Save">
          <TextInput
            aria-label="Why does it change?"
            placeholder="Why does it change? E.g. what Ada and Jonas said"
            value={reason}
            onChange={({ currentTarget: { value } }) => setReason(value)}
            maxLength={2_000}
            autoComplete="off"
            className={classes.reason!}
          />
          <Button type="submit" disabled={!isReady} loading={promoting.isPending}>
            Let it rule
          </Button>
          {changed && (
            <Button variant="default" onClick={() => setChanged(null)}>
              Back to the answers
            </Button>
          )}
        </form>
      )}
      <RuleDialog edited={edited} table={table} onClose={() => setEdited(null)} onDone={change} />
    </section>
  );
}
