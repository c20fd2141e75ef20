import { Button, Group, SegmentedControl, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import type { FieldMap, WebhookSource } from '../api/sources.js';
import { useMe } from '../shell/me.js';
import { ProblemAlert } from '../shell/problem-alert.js';
import { Waiting } from '../shell/shell.js';
import { useFieldMap } from '../sources/source-queries.js';
import { FieldRows } from './field-rows.js';
import classes from './field-map.module.css';
import { MapAsJson } from './map-as-json.js';
import { NotationFields } from './notation-fields.js';
import { OutlookTable } from './outlook-table.js';
import { UnreadPaths } from './unread-paths.js';
import { usePreview } from './use-preview.js';

type View = 'fields' | 'json';

/** The map of a source, and beside it what real deliveries become by it. Nothing changes until it is saved. */
export function FieldMapEditor({ source }: { readonly source: WebhookSource }) {
  const { role } = useMe();
  const [changed, setChanged] = useState<FieldMap | null>(null);
  /** Goes up where what is typed is thrown away. */
  const [edition, setEdition] = useState(0);
  const [view, setView] = useState<View>('fields');
  const [unmasked, setUnmasked] = useState(false);
  const { data: preview, error } = usePreview(source.id, changed ?? source.fieldMap, unmasked);
  const saving = useFieldMap(source.id);
  const map = changed ?? preview?.fieldMap;
  const forget = () => {
    setChanged(null);
    setEdition(edition + 1);
  };
  const save = (fieldMap: FieldMap | null) => saving.mutate(fieldMap, { onSuccess: forget });

  if (map === undefined) return error ? <ProblemAlert error={error} /> : <Waiting />;
  return (
    <div className={classes.columns}>
      <section aria-label="The map">
        <div className={classes.bar}>
          <SegmentedControl
            aria-label="Shown as"
            value={view}
            onChange={(value) => setView(value as View)}
            data={[
              { value: 'fields', label: 'Fields' },
              { value: 'json', label: 'JSON' },
            ]}
          />
          <Button disabled={changed === null || error !== null} loading={saving.isPending} onClick={() => save(map)}>
            Save
          </Button>
          {changed !== null && (
            <Button variant="default" onClick={forget}>
              Discard changes
            </Button>
          )}
          {source.fieldMap !== null && changed === null && (
            <Button variant="default" loading={saving.isPending} onClick={() => save(null)}>
              Back to the usual names
            </Button>
          )}
        </div>
        {view === 'json' ? (
          <MapAsJson key={edition} map={map} onChange={setChanged} />
        ) : (
          <>
            <FieldRows map={map} paths={preview?.paths ?? []} onChange={setChanged} />
            <NotationFields map={map} onChange={setChanged} />
          </>
        )}
      </section>
      <div className={classes.preview}>
        {error && <ProblemAlert error={error} />}
        {preview?.deliveries.length === 0 && (
          <Text c="dimmed" role="status">
            Nothing has come through this source yet. Send a test delivery, and it shows up here as Baton reads it.
          </Text>
        )}
        {preview && preview.deliveries.length > 0 && (
          <>
            <Group justify="space-between" mb="xs" gap="sm">
              <Text>The latest deliveries, as this map reads them. Nothing is stored.</Text>
              {role === 'operator' && (
                <Switch
                  label="Show personal data"
                  checked={unmasked}
                  onChange={({ currentTarget: { checked } }) => setUnmasked(checked)}
                />
              )}
            </Group>
            <OutlookTable deliveries={preview.deliveries} />
            <UnreadPaths paths={preview.paths} />
          </>
        )}
      </div>
    </div>
  );
}
