import { Table, Text } from '@mantine/core';
import type { Challenger, Judged } from '../api/model-versions.js';
import { count, counted, percent, share } from '../words/numbers.js';
import { differenceInWords, judgedOnInWords } from '../words/versions.js';
import { Causes } from './causes.js';
import { ChangeList } from './change-list.js';
import classes from './versions.module.css';

/** How the challenger does against the table that rules, in words, with the doubt about it. */
export function ChallengerJudged({ challenger }: { readonly challenger: Challenger }) {
  const { judged, says, shadow, because, changes } = challenger;
  return (
    <>
      {says && <Text mb="xs">{says}.</Text>}
      {judged && (
        <>
          <JudgedTable judged={judged} />
          <Text size="sm" c="dimmed">
            {judgedOnInWords(judged)}.
          </Text>
        </>
      )}
      <dl className={classes.facts}>
        {shadow && (
          <>
            <dt>On live leads so far</dt>
            <dd>{shadowInWords(shadow)}</dd>
          </>
        )}
        <dt>Because of</dt>
        <dd>
          <Causes because={because} />
        </dd>
      </dl>
      <ChangeList title="What would change" changes={changes} />
    </>
  );
}

function JudgedTable({ judged }: { readonly judged: Judged }) {
  const rows = [
    ['The better of two leads is put first', judged.auc],
    [`Wins kept with ${percent(judged.kept.share)} sent`, judged.kept],
  ] as const;
  return (
    <Table.ScrollContainer
      type="native"
      minWidth={560}
      tabIndex={0}
      role="region"
      aria-label="The challenger against the ruling table"
    >
      <Table className={classes.judged!} verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            {['Measure', 'The challenger', 'The ruling table', 'Difference, likely'].map((title) => (
              <Table.Th key={title} scope="col">
                {title}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(([title, { learned, ruling, difference }]) => (
            <Table.Tr key={title}>
              <Table.Th scope="row">{title}</Table.Th>
              <Table.Td>{percent(learned)}</Table.Td>
              <Table.Td>{percent(ruling)}</Table.Td>
              <Table.Td>{differenceInWords(difference)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function shadowInWords({ leads, agree, onlyChallenger, onlyRuling }: NonNullable<Challenger['shadow']>): string {
  if (leads === 0) return 'None has come since it was trained.';
  return `${counted(leads, 'lead')}: the two agree on ${count(agree)} (${share(agree, leads)}). It alone would send ${count(onlyChallenger)}, the ruling table alone ${count(onlyRuling)}.`;
}
