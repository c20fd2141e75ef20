import { Alert } from '@mantine/core';

export function RebuildingNote() {
  return (
    <Alert color="yellow" variant="outline" mb="md" role="status" title="The numbers are being rebuilt">
      They are read again from the log of events and still grow. This page keeps itself up to date.
    </Alert>
  );
}
