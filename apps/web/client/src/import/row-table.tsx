import type { RefusedRow } from '@baton/csv-rows';
import { Table } from '@mantine/core';
import type { RowReading } from '../api/imports.js';
import classes from './import.module.css';

type Row = RowReading | (RefusedRow & { readonly ok: false });

/** The first rows, as Baton would read them. */
export function RowTable({ rows }: { readonly rows: readonly Row[] }) {
  return (
    <Table.ScrollContainer type="native" minWidth={720} tabIndex={0} role="region" aria-label="The first rows">
      <Table className={classes.table!} verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            {['Line', 'E-mail address', 'Name', 'Company', 'Came from', 'Saw', 'Asked for'].map((title) => (
              <Table.Th key={title} scope="col">
                {title}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.line}>
              <Table.Th scope="row">{row.line}</Table.Th>
              {row.ok ? (
                cellsOf(row).map((cell, index) => <Table.Td key={index}>{cell ?? '–'}</Table.Td>)
              ) : (
                <Table.Td colSpan={6} className={classes.refused!}>
                  Refused: {row.because}
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function cellsOf({ reads }: Extract<RowReading, { ok: true }>): Array<string | undefined> {
  const { person, company, passport } = reads;
  const halves = [person.givenName, person.familyName].filter(Boolean).join(' ');
  return [
    person.email,
    person.fullName ?? (halves || undefined),
    company.name,
    passport.whereFrom?.says,
    passport.content.at(-1)?.says,
    passport.prompted?.says,
  ];
}
