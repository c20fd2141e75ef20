import { Anchor, Button, Group, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Link, useParams } from 'react-router';
import {
  type DeadLetter,
  fetchDeadLetter,
  fetchUnmasked,
  replay,
  type Service,
  services,
} from '../api/dead-letters.js';
import { useNow } from '../live/use-now.js';
import { CopyButton } from '../shell/copy-button.js';
import { NotFoundPage } from '../shell/not-found-page.js';
import { showDone } from '../shell/notify.js';
import { Page } from '../shell/page.js';
import { ProblemAlert } from '../shell/problem-alert.js';
import { Waiting } from '../shell/shell.js';
import { ShownBody } from '../shell/shown-body.js';
import { letterStateWords, originWords, reasonWords, remedies } from '../words/dead-letters.js';
import { momentInWords } from '../words/moments.js';
import { count, counted } from '../words/numbers.js';
import { CloseDialog } from './close-dialog.js';
import classes from './dead-letter-page.module.css';
import { readLettersAgain, useClose } from './letter-queries.js';

/** One dead letter: what it was, why it failed, what to do. */
export default function DeadLetterPage() {
  const { service, letterId = '' } = useParams();
  const known = services.find((name) => name === service);
  return known ? <Letter key={letterId} service={known} id={letterId} /> : <NotFoundPage />;
}

function Letter({ service, id }: { readonly service: Service; readonly id: string }) {
  const queries = useQueryClient();
  const {
    data: letter,
    error,
    refetch,
  } = useQuery({
    queryKey: ['dead-letter', service, id],
    queryFn: ({ signal }) => fetchDeadLetter(service, id, signal),
  });
  // No query: each time it is asked for is a look that is written down, and nothing of it may stay behind.
  const looking = useMutation({
    mutationFn: () => fetchUnmasked(service, id),
    onSuccess: () => refetch(),
    gcTime: 0,
  });
  const replaying = useMutation({
    mutationFn: () => replay(service, id),
    onSuccess: () => showDone('Replayed', `${service} has handled it.`),
    onSettled: () => readLettersAgain(queries),
  });
  const closing = useClose();
  const [asksToClose, setAsksToClose] = useState(false);

  if (error || !letter) {
    return (
      <Page title="Dead letter">
        {error ? <ProblemAlert error={error} onRetry={() => void refetch()} /> : <Waiting />}
      </Page>
    );
  }
  return (
    <Page
      title="Dead letter"
      aside={
        <Anchor component={Link} to="/dead-letters" underline="always">
          All dead letters
        </Anchor>
      }
    >
      <p className={classes.message}>{letter.message}</p>
      {letter.state === 'open' && (
        <>
          <Text c="dimmed">{remedies[letter.reason]}</Text>
          <Group gap="sm" my="md">
            <Button onClick={() => replaying.mutate()} loading={replaying.isPending}>
              Replay
            </Button>
            <Button variant="default" onClick={() => setAsksToClose(true)}>
              Close…
            </Button>
          </Group>
        </>
      )}
      {replaying.error && <ProblemAlert error={replaying.error} />}
      <div className={classes.columns}>
        <Facts service={service} letter={letter} />
        <div>
          <BodyOf letter={looking.data ?? letter} />
          {letter.masked && !looking.data && letter.body.kind !== 'none' && (
            <Group gap="sm" mt="sm">
              <Button variant="default" onClick={() => looking.mutate()} loading={looking.isPending}>
                Show personal data
              </Button>
              <Text size="sm" c="dimmed">
                It is written down who looks.
              </Text>
            </Group>
          )}
          {looking.error && <ProblemAlert error={looking.error} />}
          <Headers headers={(looking.data ?? letter).headers} />
          {letter.stack && (
            <Block title="Stack">
              <pre tabIndex={0} aria-label="Stack">
                {letter.stack}
              </pre>
            </Block>
          )}
        </div>
      </div>
      <CloseDialog
        count={asksToClose ? 1 : null}
        onCancel={() => setAsksToClose(false)}
        onClose={(note) => {
          closing.mutate({ choices: [{ service, choice: { ids: [id] } }], note });
          setAsksToClose(false);
        }}
      />
    </Page>
  );
}

function Facts({ service, letter }: { readonly service: Service; readonly letter: DeadLetter }) {
  const now = useNow();
  const at = (instant: string) => momentInWords(new Date(instant), now);
  const isLead = letter.origin.kind === 'record' && letter.origin.topic.startsWith('lead.');
  return (
    <dl className={classes.facts}>
      <Fact name="State">
        <strong>{letterStateWords[letter.state]}</strong>
        {letter.settledBy && letter.settledAt && ` by ${letter.settledBy}, ${at(letter.settledAt)}`}
      </Fact>
      {letter.note && <Fact name="Note">{letter.note}</Fact>}
      <Fact name="Service">{service}</Fact>
      <Fact name="Reason">{reasonWords[letter.reason]}</Fact>
      <Fact name="From">{originWords(letter.origin)}</Fact>
      <Fact name="Since">
        {at(letter.createdAt)}, {counted(letter.attempts, 'try', 'tries')}
      </Fact>
      {letter.subject && (
        <Fact name="About">
          <Copied text={letter.subject} what="whom it is about">
            {isLead ? <Link to={`/leads/${letter.subject}`}>{letter.subject}</Link> : letter.subject}
          </Copied>
        </Fact>
      )}
      {letter.eventId && (
        <Fact name="Event">
          <Copied text={letter.eventId} what="event id" />
        </Fact>
      )}
      <Fact name="Id">
        <Copied text={letter.id} what="dead letter id" />
      </Fact>
      {letter.views.length > 0 && (
        <Fact name="Seen by">
          <ul className={classes.views}>
            {letter.views.map(({ by, at: seenAt }) => (
              <li key={seenAt}>
                {by}, {at(seenAt)}
              </li>
            ))}
          </ul>
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

interface CopiedProps {
  readonly text: string;
  readonly what: string;
  readonly children?: ReactNode;
}

function Copied({ text, what, children = text }: CopiedProps) {
  return (
    <span className={classes.copied}>
      <code>{children}</code>
      <CopyButton text={text} what={what} />
    </span>
  );
}

function BodyOf({ letter: { body, bodyBytes } }: { readonly letter: DeadLetter }) {
  return (
    <Block title={`Body, ${count(bodyBytes)} ${bodyBytes === 1 ? 'byte' : 'bytes'}`}>
      <ShownBody body={body} />
    </Block>
  );
}

function Headers({ headers }: { readonly headers: Readonly<Record<string, string>> }) {
  const entries = Object.entries(headers);
  if (entries.length === 0) return null;
  return (
    <Block title="Headers">
      <dl className={classes.headers}>
        {entries.map(([name, value]) => (
          <Fact key={name} name={name}>
            {value}
          </Fact>
        ))}
      </dl>
    </Block>
  );
}

function Block({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={classes.block}>
      <h2 className={classes.subheading}>{title}</h2>
      {children}
    </section>
  );
}
