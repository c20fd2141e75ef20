import { useCallback, useEffect, useMemo, useState } from 'react';
import type { PointsTable, TableContent } from '../api/points-tables.js';
import { changeCount, contentOf, merged } from './table-draft.js';

interface Draft {
  /** The version that ruled when the first change was made. */
  readonly base: PointsTable;
  readonly table: TableContent;
  /** What others changed as well, in another way. */
  readonly both: readonly string[];
}

/** What was not saved when one left the page: a look at the story of a lead must not cost it. */
let kept: Draft | null = null;

/** A table as one would have it, until it is saved or forgotten. */
export function useTableDraft(ruling: PointsTable) {
  const [draft, setDraft] = useState(kept);
  useEffect(() => {
    kept = draft;
  }, [draft]);
  const change = useCallback(
    (how: (table: TableContent) => TableContent) =>
      setDraft((before) => {
        const { base, table, both } = before ?? { base: ruling, table: contentOf(ruling), both: [] };
        const next = how(table);
        return changeCount(contentOf(base), next) === 0 ? null : { base, table: next, both };
      }),
    [ruling],
  );
  const rulingContent = useMemo(() => contentOf(ruling), [ruling]);
  const takeIn = () =>
    setDraft((before) => {
      if (!before) return null;
      const { table, both } = merged(contentOf(before.base), before.table, rulingContent);
      return { base: ruling, table, both };
    });
  return {
    base: draft?.base ?? ruling,
    table: draft?.table ?? rulingContent,
    both: draft?.both ?? [],
    changes: draft ? changeCount(contentOf(draft.base), draft.table) : 0,
    /** Whether others saved a version since. */
    isOvertaken: draft !== null && draft.base.version !== ruling.version,
    change,
    takeIn,
    forget: useCallback(() => setDraft(null), []),
  };
}

export type TableDraft = ReturnType<typeof useTableDraft>;
