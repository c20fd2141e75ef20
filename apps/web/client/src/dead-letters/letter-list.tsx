import { Checkbox } from '@mantine/core';
import { Link } from 'react-router';
import { useNow } from '../live/use-now.js';
import { letterStateWords, reasonWords, topicWords } from '../words/dead-letters.js';
import { momentInWords } from '../words/moments.js';
import { counted } from '../words/numbers.js';
import classes from './letter-list.module.css';
import type { LetterOf } from './letter-pages.js';

/** Names a dead letter among those of all services. */
export const letterKey = ({ service, letter }: LetterOf): string => `${service}/${letter.id}`;

interface LetterListProps {
  readonly letters: readonly LetterOf[];
  /** Keys of those that are chosen; null where there is nothing to choose for. */
  readonly chosen: ReadonlySet<string> | null;
  readonly onChoose: (key: string, chosen: boolean) => void;
}

export function LetterList({ letters, chosen, onChoose }: LetterListProps) {
  const now = useNow();
  return (
    <ul className={classes.list} aria-label="Dead letters">
      {letters.map((one) => {
        const { service, letter } = one;
        const key = letterKey(one);
        const topic = letter.origin.kind === 'record' ? letter.origin.topic : letter.origin.kind;
        return (
          <li key={key} className={classes.letter} data-letter={letter.id}>
            {chosen && (
              <Checkbox
                aria-label={`Choose: ${letter.message}`}
                checked={chosen.has(key)}
                onChange={(event) => onChoose(key, event.currentTarget.checked)}
                className={classes.box!}
              />
            )}
            <div className={classes.main}>
              <Link className={classes.message} to={`/dead-letters/${key}`}>
                {letter.message}
              </Link>
              <p className={classes.facts}>
                <span>{reasonWords[letter.reason]}</span> · {topicWords(topic)} in {service}
                {letter.attempts > 1 && ` · ${counted(letter.attempts, 'try', 'tries')}`}
              </p>
            </div>
            <p className={classes.since}>
              {letter.state === 'open'
                ? momentInWords(new Date(letter.createdAt), now)
                : `${letterStateWords[letter.state]} by ${letter.settledBy}`}
            </p>
          </li>
        );
      })}
    </ul>
  );
}
