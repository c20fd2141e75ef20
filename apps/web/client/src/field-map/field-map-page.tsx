import { Anchor } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { NotFoundPage } from '../shell/not-found-page.js';
import { Page } from '../shell/page.js';
import { ProblemAlert } from '../shell/problem-alert.js';
import { Waiting } from '../shell/shell.js';
import { useSources } from '../sources/source-queries.js';
import { FieldMapEditor } from './field-map-editor.js';

/** How the bodies of one source are read. */
export default function FieldMapPage() {
  const { sourceId } = useParams();
  const { data: sources, error, refetch } = useSources();
  const source = sources?.find(({ id }) => id === sourceId);
  if (sources && !source) return <NotFoundPage />;
  return (
    <Page
      title={source ? `How ${source.name} is read` : 'Field map'}
      aside={
        <Anchor component={Link} to="/sources">
          All sources
        </Anchor>
      }
    >
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {!sources && !error && <Waiting />}
      {source && <FieldMapEditor key={source.id} source={source} />}
    </Page>
  );
}
