import { Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { fetchLead } from '../api/leads.js';
import { fetchStory, type Tick, TICKS } from '../api/reporting.js';
import { useEventStream } from '../live/use-event-stream.js';
import { useNow } from '../live/use-now.js';
import { Deadline } from '../my-leads/deadline.js';
import { leadKey } from '../my-leads/lead-queries.js';
import { RowActions } from '../my-leads/lead-row.js';
import { PassportAnswers } from '../my-leads/passport-answers.js';
import { useLeadActions } from '../my-leads/use-lead-actions.js';
import { CopyButton } from '../shell/copy-button.js';
import { LivenessMark } from '../shell/liveness.js';
import { useMe } from '../shell/me.js';
import { Page } from '../shell/page.js';
import { ProblemAlert } from '../shell/problem-alert.js';
import { RebuildingNote } from '../shell/rebuilding-note.js';
import { signed } from '../words/numbers.js';
import { stateWords } from '../words/states.js';
import classes from './lead-story-page.module.css';
import { PersonActions } from './person-actions.js';
import { decisionsKey, ScoreInWords } from './score-in-words.js';
import { Timeline } from './timeline.js';

/** Everything that has happened to a lead, in plain sentences, and what happens next. */
export default function LeadStoryPage() {
  const { leadId = '' } = useParams();
  const queries = useQueryClient();
  const me = useMe();
  const now = useNow();
  const storyKey = ['story', leadId];
  const story = useQuery({ queryKey: storyKey, queryFn: ({ signal }) => fetchStory(leadId, signal) });
  // What sales has in hand: its passport and, for its owner, the verdict.
  const inHand = useQuery({
    queryKey: leadKey(leadId),
    queryFn: ({ signal }) => fetchLead(leadId, signal),
    enabled: me.role === 'rep' || Boolean(story.data?.lead.owner),
  });
  const readAgain = () => {
    void queries.invalidateQueries({ queryKey: storyKey });
    void queries.invalidateQueries({ queryKey: leadKey(leadId) });
    void queries.invalidateQueries({ queryKey: decisionsKey(leadId) });
  };
  const liveness = useEventStream<Tick>({
    url: TICKS,
    type: 'tick',
    onEvent: ({ leadIds, more }) => (more || leadIds.includes(leadId)) && readAgain(),
    onReturn: readAgain,
  });
  const { actions, dialogs } = useLeadActions();

  if (story.error) {
    return (
      <Page title="Lead">
        <ProblemAlert error={story.error} onRetry={() => void story.refetch()} />
      </Page>
    );
  }
  if (!story.data) {
    return (
      <Page title="Lead">
        <Stack role="status" aria-label="Loading">
          <Skeleton height={120} />
          <Skeleton height={320} />
        </Stack>
      </Page>
    );
  }
  const { lead, items, rebuilding } = story.data;
  const name = lead.name ?? lead.email ?? 'Nobody known yet';
  const held = inHand.data;
  const mine = held && me.repId === held.rep.id;
  return (
    <Page title={name} aside={<LivenessMark liveness={liveness} />}>
      {rebuilding && <RebuildingNote />}
      <div className={classes.columns}>
        <section className={classes.head} aria-label="Where it stands">
          <Text c="dimmed">{[lead.title, lead.company].filter(Boolean).join(' at ')}</Text>
          <dl className={classes.facts}>
            <dt>State</dt>
            <dd>
              <strong>{stateWords[lead.state]}</strong>
            </dd>
            <dt>Next</dt>
            <dd>
              {held && held.next ? (
                <Deadline lead={held} now={now} />
              ) : (
                (lead.next?.says ?? 'Nobody has to act')
              )}
            </dd>
            <dt>Owner</dt>
            <dd>{lead.owner?.name ?? 'Nobody yet'}</dd>
            <dt>Score</dt>
            <dd>{lead.score ?? 'Not scored yet'}</dd>
            {lead.email && (
              <>
                <dt>E-mail</dt>
                <dd className={classes.copied}>
                  <a href={`mailto:${lead.email}`}>{lead.email}</a>
                  <CopyButton text={lead.email} what="e-mail address" />
                </dd>
              </>
            )}
            {held?.person.phone && (
              <>
                <dt>Phone</dt>
                <dd className={classes.copied}>
                  <a href={`tel:${held.person.phone.replace(/[^+\d]/g, '')}`}>{held.person.phone}</a>
                  <CopyButton text={held.person.phone} what="phone number" />
                </dd>
              </>
            )}
            <dt>Campaign</dt>
            <dd>{lead.campaign ?? 'None named'}</dd>
            <dt>Lead id</dt>
            <dd className={classes.copied}>
              <code>{leadId}</code>
              <CopyButton text={leadId} what="lead id" />
            </dd>
          </dl>
          {me.role !== 'rep' && lead.score !== null && <ScoreInWords leadId={leadId} />}
          {held && (
            <>
              {me.role === 'rep' && (
                <>
                  <h2 className={classes.subheading}>Why it was sent to sales</h2>
                  <ul className={classes.factors}>
                    {held.score.factors.map(({ rule, says, points }) => (
                      <li key={rule}>
                        <strong>{signed(points)}</strong> {says}
                      </li>
                    ))}
                  </ul>
                </>
              )}
              <h2 className={classes.subheading}>Where it comes from</h2>
              <PassportAnswers lead={held} />
            </>
          )}
          {mine && (
            <Group gap="xs" mt="lg">
              <RowActions lead={held} name={name} actions={actions} />
            </Group>
          )}
          <PersonActions leadId={leadId} name={name} />
        </section>
        <section aria-label="What has happened">
          <Timeline items={items} />
        </section>
      </div>
      {dialogs}
    </Page>
  );
}
