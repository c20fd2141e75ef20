import { Table } from '@mantine/core';
import type { Outlook, PreviewedDelivery } from '../api/field-maps.js';
import { useNow } from '../live/use-now.js';
import { momentInWords } from '../words/moments.js';
import classes from './field-map.module.css';

const COLUMNS = ['E-mail address', 'Name', 'Company', 'Phone', 'Came from', 'Saw', 'Asked for', 'Kept besides'];

/** What each of the latest deliveries would become. */
export function OutlookTable({ deliveries }: { readonly deliveries: readonly PreviewedDelivery[] }) {
  const now = useNow();
  return (
    <Table.ScrollContainer type="native" minWidth={860} tabIndex={0} role="region" aria-label="The latest deliveries">
      <Table className={classes.table!} verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            {['Received', 'Becomes', ...COLUMNS].map((title) => (
              <Table.Th key={title} scope="col">
                {title}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {deliveries.flatMap(({ id, receivedAt, becomes }) =>
            becomes.map((outlook, index) => (
              <Table.Tr key={`${id} ${index}`}>
                <Table.Th scope="row" className={classes.moment!}>
                  {momentInWords(new Date(receivedAt), now)}
                </Table.Th>
                <Cells outlook={outlook} />
              </Table.Tr>
            )),
          )}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Cells({ outlook }: { readonly outlook: Outlook }) {
  switch (outlook.kind) {
    case 'refused':
      return (
        <Table.Td colSpan={COLUMNS.length + 1} className={classes.refused!}>
          Refused: {outlook.because}
        </Table.Td>
      );
    case 'nothing':
      return <Table.Td colSpan={COLUMNS.length + 1}>Nothing to do: {outlook.because}</Table.Td>;
    case 'deal':
      return <Table.Td colSpan={COLUMNS.length + 1}>{dealInWords(outlook)}</Table.Td>;
    case 'lead':
    case 'inquiry':
      return (
        <>
          <Table.Td>{outlook.kind === 'lead' ? 'A lead' : 'An address'}</Table.Td>
          {cellsOf(outlook).map((cell, index) => (
            <Table.Td key={COLUMNS[index]}>{cell ?? '–'}</Table.Td>
          ))}
          <Table.Td>{Object.keys(outlook.attributes).join(', ') || '–'}</Table.Td>
        </>
      );
  }
}

function cellsOf({ person, company, passport }: Extract<Outlook, { kind: 'lead' | 'inquiry' }>) {
  const halves = [person.givenName, person.familyName].filter(Boolean).join(' ');
  return [
    person.email,
    person.fullName ?? (halves || undefined),
    company.name ?? company.domain,
    person.phoneE164 ?? person.phone,
    passport.whereFrom?.says,
    passport.content.at(-1)?.says,
    passport.prompted?.says,
  ];
}

function dealInWords({ name, standing, amount, currency }: Extract<Outlook, { kind: 'deal' }>): string {
  return ['A deal', name, standing, amount && `${currency} ${amount}`].filter(Boolean).join(' · ');
}
