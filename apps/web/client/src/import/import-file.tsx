import { FileInput, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { WebhookSource } from '../api/sources.js';
import { keyOf } from './chosen-file.js';
import { ImportForm } from './import-form.js';
import classes from './import.module.css';

/** Leads out of a CSV file. */
export function ImportFile({ sources }: { readonly sources: readonly WebhookSource[] }) {
  const [file, setFile] = useState<File | null>(null);
  return (
    <section className={classes.section} aria-labelledby="import-a-file">
      <Title order={2} size="h4" id="import-a-file">
        Import a file
      </Title>
      <Text c="dimmed" mb="md">
        Each row of a CSV file comes in as a lead. Importing the same file again adds nothing.
      </Text>
      <FileInput
        label="CSV file"
        placeholder="Choose a file"
        accept=".csv,.tsv,.txt,text/csv"
        value={file}
        onChange={setFile}
        className={classes.input!}
      />
      {file && <ImportForm key={keyOf(file)} file={file} sources={sources} />}
    </section>
  );
}
