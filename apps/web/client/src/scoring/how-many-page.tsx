import { Title } from '@mantine/core';
import { Alarms } from './alarms.js';
import classes from './how-many.module.css';
import { LineNow } from './line-now.js';
import { useAlarms, useLine } from './line-queries.js';
import { Part } from './part.js';
import { Planner } from './planner.js';
import { ScoringPage } from './scoring-page.js';

/** How many leads sales gets, and what another number would bring. */
export default function HowManyPage() {
  const line = useLine();
  const alarms = useAlarms();
  return (
    <ScoringPage tab="How many">
      <Part query={alarms}>{(data) => <Alarms alarms={data} />}</Part>
      <section className={classes.section} aria-labelledby="line-now">
        <Title order={2} size="h4" mb="xs" id="line-now">
          The line that rules
        </Title>
        <Part query={line}>{(data) => <LineNow line={data} />}</Part>
      </section>
      <section className={classes.section} aria-labelledby="planner">
        <Title order={2} size="h4" mb="xs" id="planner">
          What another line would bring
        </Title>
        <Part query={line}>{(data) => <Planner line={data} />}</Part>
      </section>
    </ScoringPage>
  );
}
