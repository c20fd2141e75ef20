import { Text, Title } from '@mantine/core';
import type { SeenPath } from '../api/field-maps.js';
import { counted } from '../words/numbers.js';
import classes from './field-map.module.css';

/** What the bodies say besides, so that nothing is overlooked. */
export function UnreadPaths({ paths }: { readonly paths: readonly SeenPath[] }) {
  const unread = paths.filter(({ use }) => use !== 'rule');
  return (
    <section aria-labelledby="unread-paths">
      <Title order={2} size="h4" id="unread-paths" className={classes.heading!}>
        Read by no rule
      </Title>
      {unread.length === 0 ? (
        <Text c="dimmed">Every path of these deliveries is read.</Text>
      ) : (
        <ul className={classes.unread}>
          {unread.map(({ path, times, example, use }) => (
            <li key={path}>
              <code>{path}</code> <span className={classes.example}>{String(example)}</span>
              <Text size="sm" c="dimmed" component="span">
                {counted(times, 'time')}, {use === 'attribute' ? 'kept as an attribute' : 'kept in the delivery alone'}
              </Text>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
