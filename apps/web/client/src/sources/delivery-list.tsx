import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import { useNow } from '../live/use-now.js';
import { momentInWords } from '../words/moments.js';
import { outcomeWords } from '../words/outcomes.js';
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
        <li key={delivery.id} className={classes.delivery} data-state={delivery.state}>
          <span>
            {delivery.leadId ? (
              <Anchor component={Link} to={`/leads/${delivery.leadId}`} underline="always">
                {outcomeWords(delivery)}
              </Anchor>
            ) : (
              outcomeWords(delivery)
            )}
            {delivery.reason && `: ${delivery.reason}`}
          </span>
          <time dateTime={delivery.receivedAt} className={classes.time}>
            {momentInWords(new Date(delivery.receivedAt), now)}
          </time>
        </li>
      ))}
    </ul>
  );
}
