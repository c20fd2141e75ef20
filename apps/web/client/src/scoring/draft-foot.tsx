import { Alert, Button, Text } from '@mantine/core';
import type { PointsTable } from '../api/points-tables.js';
import classes from './points.module.css';
import { SaveBar } from './save-bar.js';
import type { TableDraft } from './use-table-draft.js';

interface DraftFootProps {
  readonly ruling: PointsTable;
  readonly draft: TableDraft;
}

/** What becomes of a changed table; what others saved meanwhile comes first. */
export function DraftFoot({ ruling, draft }: DraftFootProps) {
  const { base, table, both, changes, isOvertaken, takeIn, forget } = draft;
  return (
    <div className={classes.foot}>
      {isOvertaken && (
        <Alert
          color="yellow"
          variant="outline"
          role="alert"
          mb="xs"
          title={`${ruling.author} saved version ${ruling.version} meanwhile`}
        >
          <Text size="sm" mb="xs">
            “{ruling.reason}” Your changes are not lost: put them on top of it, look, then save.
          </Text>
          <Button size="compact-sm" variant="default" onClick={takeIn}>
            Put mine on top
          </Button>
        </Alert>
      )}
      {both.length > 0 && !isOvertaken && (
        <Alert color="yellow" variant="outline" role="status" mb="xs" title="Both of you changed the same">
          What you said stands here: {both.join(', ')}.
        </Alert>
      )}
      <SaveBar base={base.version} table={table} changes={changes} isOvertaken={isOvertaken} onForget={forget} />
    </div>
  );
}
