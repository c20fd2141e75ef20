import { Button, Group, NativeSelect, SegmentedControl, TextInput, Title } from '@mantine/core';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { fetchCampaigns, fetchFunnel, type Tick, TICKS } from '../api/reporting.js';
import { useEventStream } from '../live/use-event-stream.js';
import { EmptyState } from '../shell/empty-state.js';
import { LivenessMark } from '../shell/liveness.js';
import { narrowedSearch } from '../shell/narrowed-search.js';
import { Page } from '../shell/page.js';
import { ProblemAlert } from '../shell/problem-alert.js';
import { RebuildingNote } from '../shell/rebuilding-note.js';
import { Waiting } from '../shell/shell.js';
import { Bars } from './bars.js';
import { type Grouping, groupsOf, reasonBars, stageBars } from './funnel-bars.js';
import classes from './funnel-page.module.css';
import { FunnelTable } from './funnel-table.js';
import { GroupBars } from './group-bars.js';
import { ToldNote } from './told-note.js';

/** The same numbers for both teams: people by the week in which they came, and how far they got. */
export default function FunnelPage() {
  const [search, setSearch] = useSearchParams();
  const [by, setBy] = useState<Grouping>('campaign');
  const queries = useQueryClient();
  const filter = {
    from: search.get('from') ?? undefined,
    to: search.get('to') ?? undefined,
    campaign: search.get('campaign') ?? undefined,
  };
  const filtered = Object.values(filter).some(Boolean);
  const key = ['funnel', filter];
  const {
    data: funnel,
    error,
    refetch,
  } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => fetchFunnel(filter, signal),
    placeholderData: keepPreviousData,
  });
  const { data: campaigns = [] } = useQuery({
    queryKey: ['campaigns'],
    queryFn: ({ signal }) => fetchCampaigns(signal),
  });
  const readAgain = () => void queries.invalidateQueries({ queryKey: key });
  const liveness = useEventStream<Tick>({
    url: TICKS,
    type: 'tick',
    onEvent: readAgain,
    onReturn: readAgain,
  });
  const narrow = (name: keyof typeof filter, value: string) =>
    setSearch(narrowedSearch(name, value), { replace: true });

  return (
    <Page title="Funnel" aside={<LivenessMark liveness={liveness} />}>
      <Group align="end" gap="sm" mb="lg">
        <NativeSelect
          label="Campaign"
          value={filter.campaign ?? ''}
          onChange={(event) => narrow('campaign', event.currentTarget.value)}
          data={[
            { value: '', label: 'All campaigns' },
            ...campaigns.map(({ key: value, name }) => ({ value, label: name })),
            { value: 'none', label: 'No campaign' },
          ]}
          className={classes.filter!}
        />
        <TextInput
          type="date"
          label="Received from"
          value={filter.from ?? ''}
          max={filter.to}
          onChange={(event) => narrow('from', event.currentTarget.value)}
          className={classes.filter!}
        />
        <TextInput
          type="date"
          label="to"
          value={filter.to ?? ''}
          min={filter.from}
          onChange={(event) => narrow('to', event.currentTarget.value)}
          className={classes.filter!}
        />
        {filtered && (
          <Button variant="subtle" onClick={() => setSearch({}, { replace: true })}>
            Show all
          </Button>
        )}
      </Group>
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {!funnel && !error && <Waiting />}
      {funnel?.rebuilding && <RebuildingNote />}
      {funnel?.totals.received === 0 && (
        <EmptyState title={filtered ? 'Nobody was received then' : 'Nobody has been received yet'}>
          {filtered
            ? 'Choose a longer time or another campaign.'
            : 'As soon as a platform posts its first lead, it is counted here, step by step.'}
        </EmptyState>
      )}
      {funnel && funnel.totals.received > 0 && (
        <>
          <section className={classes.section}>
            <Title order={2} size="h4" mb="xs">
              How far people got
            </Title>
            <Bars label="How far people got" bars={stageBars(funnel.totals)} most={funnel.totals.received} />
            <ToldNote counts={funnel.totals} />
          </section>
          <section className={classes.section}>
            <Title order={2} size="h4" mb="xs">
              Rejected, by reason
            </Title>
            {funnel.totals.rejectedBy.length === 0 ? (
              <p className={classes.none}>Sales has rejected none of them.</p>
            ) : (
              <Bars
                label="Rejected, by reason"
                bars={reasonBars(funnel.totals)}
                most={funnel.totals.rejected}
              />
            )}
          </section>
          <section className={classes.section}>
            <Group justify="space-between" mb="xs" gap="xs">
              <Title order={2} size="h4">
                Who came, and who was sent to sales
              </Title>
              <SegmentedControl
                aria-label="Grouped by"
                value={by}
                onChange={(value) => setBy(value as Grouping)}
                data={[
                  { value: 'campaign', label: 'By campaign' },
                  { value: 'week', label: 'By week' },
                ]}
              />
            </Group>
            <GroupBars label={`By ${by}`} groups={groupsOf(funnel.rows, by)} />
          </section>
          <section className={classes.section}>
            <Title order={2} size="h4" mb="xs">
              By campaign and week
            </Title>
            <FunnelTable funnel={funnel} />
          </section>
        </>
      )}
    </Page>
  );
}
