import { Button, Text } from '@mantine/core';
import { useSessionStorage } from '@mantine/hooks';
import { Link } from 'react-router';
import classes from './interview.module.css';
import { useInterview } from './interview-queries.js';

/** Over a rep's list until the rep has answered: in the list it would move a row from under a finger. */
export function InterviewCard() {
  const { data } = useInterview(false);
  const [isLater, setLater] = useSessionStorage({ key: 'baton-interview-later', defaultValue: false });
  const mine = data?.reps[0];
  if (!mine || mine.answeredAt !== null || isLater) return null;
  return (
    <aside className={classes.card} aria-label="A question for you">
      <Text>
        <strong>{mine.askedBy} asks which leads you want.</strong> Seven questions, two minutes.
      </Text>
      <div className={classes.cardActs}>
        <Button component={Link} to="/scoring/interview">
          Answer
        </Button>
        <Button variant="default" onClick={() => setLater(true)}>
          Later
        </Button>
      </div>
    </aside>
  );
}
