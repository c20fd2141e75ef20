import { Button, Chip, Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { InterviewedRep } from '../api/interview.js';
import { useNow } from '../live/use-now.js';
import { Part } from '../scoring/part.js';
import { momentInWords } from '../words/moments.js';
import { counted } from '../words/numbers.js';
import classes from './interview.module.css';
import { useAsking, useReps } from './interview-queries.js';

interface AskRepsProps {
  readonly asked: readonly InterviewedRep[];
  readonly mayWrite: boolean;
}

/** The pilot reps: who has answered, who has not, and who else could be asked. */
export function AskReps({ asked, mayWrite }: AskRepsProps) {
  const now = useNow();
  const { leave } = useAsking();
  return (
    <>
      <Text c="dimmed" mt={4}>
        {asked.length === 0
          ? 'Three to five reps who know the market are enough. Each sees seven questions, on My leads and under Scoring; two minutes, on a phone too.'
          : `${counted(asked.filter(({ answers }) => answers).length, 'answer')} of ${asked.length}. A rep sees what the others said only after answering.`}
      </Text>
      {asked.length > 0 && (
        <ul className={classes.asked}>
          {asked.map(({ repId, name, askedBy, askedAt, answeredAt }) => (
            <li key={repId} data-rep={repId}>
              <div>
                <strong>{name}</strong>
                <span className={classes.who}>
                  {answeredAt === null
                    ? `has not answered yet; asked by ${askedBy}, ${momentInWords(new Date(askedAt), now)}`
                    : `answered ${momentInWords(new Date(answeredAt), now)}`}
                </span>
              </div>
              {mayWrite && (
                <Button
                  variant="subtle"
                  color="gray"
                  size="compact-sm"
                  aria-label={`Do without ${name}`}
                  onClick={() => leave.mutate(repId)}
                >
                  Do without
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayWrite && <AskOthers asked={asked} />}
    </>
  );
}

function AskOthers({ asked }: { readonly asked: readonly InterviewedRep[] }) {
  const reps = useReps();
  const { ask } = useAsking();
  const [chosen, setChosen] = useState<string[]>([]);
  const known = new Set(asked.map(({ repId }) => repId));
  return (
    <Part query={reps}>
      {(all) => {
        const others = all.filter(({ id, active }) => active && !known.has(id));
        const picked = others.filter(({ id }) => chosen.includes(id));
        if (all.length === 0)
          return <Text mt="xs">No rep is known yet. Sales managers add them: see the guide for sales managers.</Text>;
        if (others.length === 0) return null;
        return (
          <div className={classes.others}>
            <Chip.Group multiple value={chosen} onChange={setChosen}>
              <Group gap="xs" role="group" aria-label="Reps to ask">
                {others.map(({ id, name }) => (
                  <Chip key={id} value={id} variant="outline" size="sm">
                    {name}
                  </Chip>
                ))}
              </Group>
            </Chip.Group>
            <Button
              mt="sm"
              disabled={picked.length === 0}
              loading={ask.isPending}
              onClick={() =>
                ask.mutate(
                  picked.map(({ id, name }) => ({ repId: id, name })),
                  { onSuccess: () => setChosen([]) },
                )
              }
            >
              {picked.length === 0 ? 'Ask them' : `Ask ${counted(picked.length, 'rep')}`}
            </Button>
          </div>
        );
      }}
    </Part>
  );
}
