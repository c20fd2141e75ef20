import { Text } from '@mantine/core';
import type { ShownBody as Shown } from '../api/shown-body.js';

/** What was sent, as far as the one who looks may see it. */
export function ShownBody({ body }: { readonly body: Shown }) {
  switch (body.kind) {
    case 'none':
      return <Text>It has none.</Text>;
    case 'hidden':
      return (
        <Text c="dimmed">
          It is no JSON, so nothing of it can be shown without the risk of showing personal data.
        </Text>
      );
    case 'masked':
      return (
        <>
          <Text size="sm" c="dimmed" mb={4}>
            Values are hidden; fields, ids and times are as they came.
          </Text>
          <Bytes text={JSON.stringify(body.json, null, 2)} />
        </>
      );
    case 'text':
      return <Bytes text={body.text} />;
    case 'base64':
      return <Bytes text={body.base64} />;
  }
}

function Bytes({ text }: { readonly text: string }) {
  return (
    <pre tabIndex={0} aria-label="Body">
      {text}
    </pre>
  );
}
