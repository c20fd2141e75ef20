import { Table } from '@mantine/core';
import { Link } from 'react-router';
import { useNow } from '../live/use-now.js';
import { reasonWords, topicWords } from '../words/dead-letters.js';
import { momentInWords } from '../words/moments.js';
import { count } from '../words/numbers.js';
import classes from './group-table.module.css';
import type { GroupOf } from './letter-queries.js';

/** What is open, counted; each count leads to its letters. */
export function GroupTable({ groups }: { readonly groups: readonly GroupOf[] }) {
  const now = useNow();
  return (
    <Table className={classes.table!} verticalSpacing={6}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Open in</Table.Th>
          <Table.Th scope="col">Reason</Table.Th>
          <Table.Th scope="col" className={classes.wide!}>
            From
          </Table.Th>
          <Table.Th scope="col" className={classes.wide!}>
            Oldest
          </Table.Th>
          <Table.Th scope="col" className={classes.number!}>
            Count
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {groups.map(({ service, reason, topic, count: open, oldest }) => (
          <Table.Tr key={`${service} ${reason} ${topic}`}>
            <Table.Th scope="row">{service}</Table.Th>
            <Table.Td>
              {reasonWords[reason]}
              <span className={classes.narrow}>{topicWords(topic)}</span>
            </Table.Td>
            <Table.Td className={classes.wide!}>{topicWords(topic)}</Table.Td>
            <Table.Td className={classes.wide!}>{momentInWords(new Date(oldest), now)}</Table.Td>
            <Table.Td className={classes.number!}>
              <Link
                className={classes.count}
                to={{ search: String(new URLSearchParams({ service, reason, topic })) }}
                aria-label={`Show ${count(open)}: ${service}, ${reasonWords[reason]}, ${topicWords(topic)}`}
              >
                {count(open)}
              </Link>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
