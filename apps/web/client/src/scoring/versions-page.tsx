import { Title } from '@mantine/core';
import { ChallengerCard } from './challenger-card.js';
import { LearningForm } from './learning-form.js';
import { Part } from './part.js';
import { RescoringProgress } from './rescoring-progress.js';
import { ScoringPage } from './scoring-page.js';
import { VersionList } from './version-list.js';
import { useLearning, useLearningState, useRescoring, useVersions } from './version-queries.js';
import classes from './versions.module.css';

/** How the table came to be what it is, and what may come next. */
export default function VersionsPage() {
  const rescoring = useRescoring();
  const challenger = useLearningState();
  const learning = useLearning();
  const versions = useVersions();
  return (
    <ScoringPage tab="Versions">
      {rescoring.data && <RescoringProgress rescoring={rescoring.data} />}
      <section className={classes.section} aria-labelledby="challenger">
        <Title order={2} size="h4" mb="xs" id="challenger">
          What is learned from verdicts
        </Title>
        <Part query={challenger}>{(data) => <ChallengerCard state={data} />}</Part>
        <Part query={learning}>{(data) => <LearningForm learning={data} />}</Part>
      </section>
      <section className={classes.section} aria-labelledby="versions">
        <Title order={2} size="h4" mb="xs" id="versions">
          Versions
        </Title>
        <Part query={versions}>{(data) => <VersionList versions={data} />}</Part>
      </section>
    </ScoringPage>
  );
}
