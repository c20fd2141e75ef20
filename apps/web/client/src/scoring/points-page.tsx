import { useRulingTable } from './points-queries.js';
import { Part } from './part.js';
import { PointsEditor } from './points-editor.js';
import { ScoringPage } from './scoring-page.js';

/** The table that decides who is sent to sales: everybody reads it, marketers change it. */
export default function PointsPage() {
  const ruling = useRulingTable();
  return (
    <ScoringPage tab="Points">
      <Part query={ruling}>{(table) => <PointsEditor ruling={table} />}</Part>
    </ScoringPage>
  );
}
