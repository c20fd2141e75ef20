import { Table } from '@mantine/core';
import type { Funnel, FunnelCounts } from '../api/reporting.js';
import { count } from '../words/numbers.js';
import classes from './funnel-table.module.css';

const BEING_SCORED = 'Being scored';

const allColumns: ReadonlyArray<readonly [string, (counts: FunnelCounts) => number]> = [
  ['Received', ({ received }) => received],
  ['Inquiry', ({ inquiry }) => inquiry],
  [BEING_SCORED, ({ undecided }) => undecided],
  ['Held back', ({ held }) => held],
  ['Sent to sales', ({ qualified }) => qualified],
  ['With an owner', ({ routed }) => routed],
  ['Accepted', ({ accepted }) => accepted],
  ['Rejected', ({ rejected }) => rejected],
  ['Won', ({ won }) => won],
];

/** Every number behind the bars. */
export function FunnelTable({ funnel: { rows, totals } }: { readonly funnel: Funnel }) {
  // Scoring takes a moment: mostly there is nobody in between.
  const columns = allColumns.filter(([name]) => name !== BEING_SCORED || totals.undecided > 0);
  return (
    <Table.ScrollContainer
      type="native"
      minWidth={900}
      tabIndex={0}
      role="region"
      aria-label="By campaign and week"
    >
      <Table className={classes.table!} verticalSpacing={6} striped>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Campaign</Table.Th>
            <Table.Th scope="col">Week</Table.Th>
            {columns.map(([name]) => (
              <Table.Th key={name} scope="col" className={classes.number!}>
                {name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={`${row.campaign} ${row.week}`}>
              <Table.Th scope="row" className={classes.campaign!}>
                {row.campaignName}
              </Table.Th>
              <Table.Td title={`Since ${row.weekStart}`}>{row.week}</Table.Td>
              {columns.map(([name, of]) => (
                <Table.Td key={name} className={classes.number!}>
                  {count(of(row))}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th scope="row" colSpan={2}>
              All
            </Table.Th>
            {columns.map(([name, of]) => (
              <Table.Th key={name} className={classes.number!}>
                {count(of(totals))}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </Table.ScrollContainer>
  );
}
