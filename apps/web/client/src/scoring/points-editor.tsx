import { NumberInput, Text } from '@mantine/core';
import { useState } from 'react';
import type { PointsTable } from '../api/points-tables.js';
import { useNow } from '../live/use-now.js';
import { useMe } from '../shell/me.js';
import { momentInWords } from '../words/moments.js';
import { DraftFoot } from './draft-foot.js';
import classes from './points.module.css';
import { PreviewPanel } from './preview-panel.js';
import { type EditedRule, RuleDialog } from './rule-dialog.js';
import { RuleSections } from './rule-sections.js';
import { useTableDraft } from './use-table-draft.js';

/** The ruling table, changed in place by those who may. Nothing changes for a lead until it is saved. */
export function PointsEditor({ ruling }: { readonly ruling: PointsTable }) {
  const { role } = useMe();
  const now = useNow();
  const draft = useTableDraft(ruling);
  const { base, table, change } = draft;
  const [edited, setEdited] = useState<EditedRule | null>(null);
  const isEditable = role === 'marketer' || role === 'operator';
  const sections = (
    <section aria-label="The points table" className={classes.table}>
      <Text c="dimmed">
        Version {ruling.version}, by {ruling.author}, {momentInWords(new Date(ruling.promotedAt), now)}: “
        {ruling.reason}”
      </Text>
      <div className={classes.line}>
        {isEditable ? (
          <NumberInput
            label="The line"
            description="So many points are enough for sales, unless How many says otherwise"
            value={table.line}
            onChange={(line) => typeof line === 'number' && change((before) => ({ ...before, line }))}
            maw={460}
          />
        ) : (
          <Text>{table.line} points are enough for sales, unless How many says otherwise.</Text>
        )}
      </div>
      <RuleSections table={table} base={base} isEditable={isEditable} change={change} onEdit={setEdited} />
    </section>
  );
  if (!isEditable) {
    return role === 'manager' ? (
      <div className={classes.columns}>
        {sections}
        <PreviewPanel table={table} isChanged={false} />
      </div>
    ) : (
      sections
    );
  }
  return (
    <>
      <div className={classes.columns}>
        {sections}
        <PreviewPanel table={table} isChanged={draft.changes > 0} />
      </div>
      {draft.changes > 0 && <DraftFoot ruling={ruling} draft={draft} />}
      <RuleDialog edited={edited} table={table} onClose={() => setEdited(null)} onDone={change} />
    </>
  );
}
