import { Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { Delivery } from '../api/sources.js';
import { useNow } from '../live/use-now.js';
import { momentInWords } from '../words/moments.js';
import { outcomeWords } from '../words/outcomes.js';
import { DeliveryDetails } from './delivery-details.js';
import classes from './delivery-list.module.css';
import { useDeliveries } from './source-queries.js';

interface DeliveryListProps {
  readonly sourceId: string;
  readonly empty: string;
}

/** The latest deliveries of a source, live. */
export function DeliveryList({ sourceId, empty }: DeliveryListProps) {
  const { data: deliveries } = useDeliveries(sourceId);
  const now = useNow();
  if (!deliveries || deliveries.length === 0) {
    return (
      <Text c="dimmed" role="status">
        {empty}
      </Text>
    );
  }
  return (
    <ul className={classes.list} aria-label="Latest deliveries">
      {deliveries.map((delivery) => (
        <DeliveryRow key={delivery.id} delivery={delivery} now={now} />
      ))}
    </ul>
  );
}

function DeliveryRow({ delivery, now }: { readonly delivery: Delivery; readonly now: Date }) {
  const [open, setOpen] = useState(false);
  return (
    <li data-state={delivery.state}>
      <UnstyledButton className={classes.delivery} aria-expanded={open} onClick={() => setOpen(!open)}>
        <span>
          {outcomeWords(delivery)}
          {delivery.reason && `: ${delivery.reason}`}
        </span>
        <time dateTime={delivery.receivedAt} className={classes.time}>
          {momentInWords(new Date(delivery.receivedAt), now)}
        </time>
      </UnstyledButton>
      {open && <DeliveryDetails delivery={delivery} />}
    </li>
  );
}
