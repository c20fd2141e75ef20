import { UnreadableFile } from '@baton/csv-rows';
import { Alert, Button, NativeSelect, TextInput } from '@mantine/core';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { previewRows } from '../api/imports.js';
import { createSource, FILE_PROVIDER, type FieldMap, giveFieldMap, type WebhookSource } from '../api/sources.js';
import { ProblemAlert } from '../shell/problem-alert.js';
import { headOf, keyOf } from './chosen-file.js';
import { ColumnChoices } from './column-choices.js';
import { ImportProgress } from './import-progress.js';
import classes from './import.module.css';
import { RowTable } from './row-table.js';
import { useImport } from './use-import.js';

interface ImportFormProps {
  readonly file: File;
  readonly sources: readonly WebhookSource[];
}

const NEW = '';

/** What the rows of a file become, and the import of them. */
export function ImportForm({ file, sources }: ImportFormProps) {
  const queries = useQueryClient();
  const forFiles = sources.filter(({ provider }) => provider === FILE_PROVIDER);
  const [sourceId, setSourceId] = useState(forFiles[0]?.id ?? NEW);
  const [name, setName] = useState(file.name.replace(/\.[^.]*$/, ''));
  const [changed, setChanged] = useState<FieldMap | null>(null);
  const { state, progress, error, start, stop } = useImport(file);
  const source = forFiles.find(({ id }) => id === sourceId);
  const fieldMap = changed ?? source?.fieldMap ?? null;

  const head = useQuery({ queryKey: ['file-head', keyOf(file)], queryFn: () => headOf(file), retry: false });
  const preview = useQuery({
    queryKey: ['file-preview', keyOf(file), fieldMap],
    queryFn: () => previewRows(fieldMap, head.data!.rows),
    enabled: head.data !== undefined && head.data.rows.length > 0,
    placeholderData: keepPreviousData,
  });

  if (head.error) return <Unreadable error={head.error} />;
  if (preview.error) return <ProblemAlert error={preview.error} onRetry={() => void preview.refetch()} />;
  if (!head.data) return null;

  const findSource = async (): Promise<string> => {
    if (source && changed) await giveFieldMap(source.id, changed);
    const { id } = source ?? (await createSource({ provider: FILE_PROVIDER, name: name.trim(), fieldMap: changed }));
    setChanged(null);
    setSourceId(id);
    await queries.invalidateQueries({ queryKey: ['sources'] });
    return id;
  };
  const refused = head.data.refused.map((row) => ({ ok: false as const, ...row }));
  const rows = [...(preview.data?.rows ?? []), ...refused].sort((one, other) => one.line - other.line);
  return (
    <>
      {state === 'idle' && (
        <>
          <RowTable rows={rows} />
          {preview.data && (
            <ColumnChoices columns={head.data.columns} map={preview.data.fieldMap} onChange={setChanged} />
          )}
          <div className={classes.source}>
            <NativeSelect
              label="Credited to"
              data={[
                ...forFiles.map(({ id, name: label }) => ({ value: id, label })),
                { value: NEW, label: 'A new source' },
              ]}
              value={sourceId}
              onChange={({ currentTarget: { value } }) => setSourceId(value)}
            />
            {!source && (
              <TextInput
                label="Name of the new source"
                value={name}
                onChange={({ currentTarget: { value } }) => setName(value)}
                maxLength={200}
              />
            )}
          </div>
        </>
      )}
      {state === 'failed' &&
        (error instanceof UnreadableFile ? <Unreadable error={error} /> : <ProblemAlert error={error} />)}
      {state === 'idle' ? (
        <Button disabled={!preview.data || (!source && name.trim() === '')} onClick={() => void start(findSource)}>
          Import
        </Button>
      ) : (
        <ImportProgress
          file={file}
          state={state}
          progress={progress}
          onStop={stop}
          onGoOn={() => void start(findSource)}
        />
      )}
    </>
  );
}

function Unreadable({ error }: { readonly error: unknown }) {
  const says = error instanceof UnreadableFile ? error.message : 'The browser cannot open it: choose it again.';
  return (
    <Alert role="alert" color="red" variant="outline" title="The file cannot be read" my="md">
      {says}
    </Alert>
  );
}
