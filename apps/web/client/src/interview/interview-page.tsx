import { ScoringPage } from '../scoring/scoring-page.js';
import { useMe } from '../shell/me.js';
import { AnswerPanel } from './answer-panel.js';
import { InterviewOverview } from './interview-overview.js';

/** Which leads sales says it wants: reps answer, marketers ask and make a points table of it. */
export default function InterviewPage() {
  const { role } = useMe();
  return <ScoringPage tab="Interview">{role === 'rep' ? <AnswerPanel /> : <InterviewOverview />}</ScoringPage>;
}
