import { Table, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { findLeads, type Tick, TICKS } from '../api/reporting.js';
import { useEventStream } from '../live/use-event-stream.js';
import { useNow } from '../live/use-now.js';
import { EmptyState } from '../shell/empty-state.js';
import { LivenessMark } from '../shell/liveness.js';
import { Page } from '../shell/page.js';
import { ProblemAlert } from '../shell/problem-alert.js';
import { Waiting } from '../shell/shell.js';
import { momentInWords } from '../words/moments.js';
import { counted } from '../words/numbers.js';
import { stateWords } from '../words/states.js';
import classes from './find-leads-page.module.css';

const MOST = 100;
const TYPING_MS = 150;

/** Every lead, the newest first, found by whatever one remembers of it. */
export default function FindLeadsPage() {
  const [search, setSearch] = useSearchParams();
  const words = search.get('query') ?? '';
  const [asked] = useDebouncedValue(words, TYPING_MS);
  const queries = useQueryClient();
  const now = useNow();
  const key = ['find-leads', asked];
  const {
    data: leads,
    error,
    refetch,
  } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => findLeads(asked, MOST, signal),
    placeholderData: keepPreviousData,
  });
  const readAgain = () => void queries.invalidateQueries({ queryKey: key });
  const liveness = useEventStream<Tick>({
    url: TICKS,
    type: 'tick',
    onEvent: readAgain,
    onReturn: readAgain,
  });

  return (
    <Page title="Leads" aside={<LivenessMark liveness={liveness} />}>
      <TextInput
        type="search"
        label="Find a lead"
        description="Part of a name, an address or a company, or a whole lead id"
        maw={480}
        size="md"
        value={words}
        onChange={({ currentTarget: { value } }) =>
          setSearch(value ? { query: value } : {}, { replace: true })
        }
        autoFocus
      />
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {!leads && !error && <Waiting />}
      {leads?.length === 0 &&
        (asked === '' ? (
          <EmptyState title="No lead yet">
            As soon as a platform posts a webhook, the person behind it stands here: as an inquiry, held back,
            or sent to sales.
          </EmptyState>
        ) : (
          <EmptyState title={`No lead fits “${asked}”`}>Try fewer letters, or only the company.</EmptyState>
        ))}
      {leads && leads.length > 0 && (
        <>
          <Text size="sm" c="dimmed" mt="md" role="status">
            {leads.length === MOST ? `The newest ${MOST}` : counted(leads.length, 'lead')}
          </Text>
          <Table.ScrollContainer type="native" minWidth={300} tabIndex={0} role="region" aria-label="Leads">
            <Table className={classes.table!} highlightOnHover verticalSpacing={8}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">Who</Table.Th>
                  <Table.Th scope="col">State</Table.Th>
                  <Table.Th scope="col" className={classes.wide!}>
                    Score
                  </Table.Th>
                  <Table.Th scope="col" className={classes.wide!}>
                    Next
                  </Table.Th>
                  <Table.Th scope="col" className={classes.wide!}>
                    Received
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {leads.map((lead) => (
                  <Table.Tr key={lead.leadId}>
                    <Table.Td>
                      <Link className={classes.who} to={`/leads/${lead.leadId}`}>
                        {lead.name ?? lead.email ?? lead.leadId}
                      </Link>
                      <Text size="sm" c="dimmed">
                        {[lead.title, lead.company].filter(Boolean).join(' at ') ||
                          (lead.name ? lead.email : null)}
                      </Text>
                    </Table.Td>
                    <Table.Td>{stateWords[lead.state]}</Table.Td>
                    <Table.Td className={classes.wide!}>{lead.score ?? '–'}</Table.Td>
                    <Table.Td className={classes.wide!}>{lead.next?.says ?? 'Nobody has to act'}</Table.Td>
                    <Table.Td className={classes.wide!}>
                      {lead.receivedAt ? momentInWords(new Date(lead.receivedAt), now) : '–'}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </>
      )}
    </Page>
  );
}
