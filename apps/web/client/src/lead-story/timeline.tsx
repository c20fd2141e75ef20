import { Text } from '@mantine/core';
import type { StoryItem } from '../api/reporting.js';
import { CopyButton } from '../shell/copy-button.js';
import { clockTime, dayInWords } from '../words/moments.js';
import classes from './timeline.module.css';

/** Oldest first, by day. Behind each sentence stands the event that it was made of. */
export function Timeline({ items }: { readonly items: readonly StoryItem[] }) {
  const days = Map.groupBy(items, ({ time }) => dayInWords(new Date(time)));
  return [...days].map(([day, ofDay]) => (
    <div key={day} className={classes.day}>
      <h2 className={classes.heading}>{day}</h2>
      <ol className={classes.items}>
        {ofDay.map((item) => (
          <Item key={item.eventId} item={item} />
        ))}
      </ol>
    </div>
  ));
}

function Item({ item: { eventId, time, topic, says, data, correlationId } }: { readonly item: StoryItem }) {
  return (
    <li className={classes.item}>
      <time dateTime={time}>{clockTime(new Date(time))}</time>
      <div className={classes.told}>
        <p className={classes.says}>{says}</p>
        <details>
          <summary>{topic}</summary>
          <Id name="Event" id={eventId} what="event id" />
          <Id name="Correlation" id={correlationId} what="correlation id" />
          <pre tabIndex={0} aria-label={`The event ${topic}`}>
            {JSON.stringify(data, null, 2)}
          </pre>
        </details>
      </div>
    </li>
  );
}

function Id({ name, id, what }: { readonly name: string; readonly id: string; readonly what: string }) {
  return (
    <Text size="xs" c="dimmed" component="div" className={classes.id}>
      {name} <code>{id}</code> <CopyButton text={id} what={what} />
    </Text>
  );
}
