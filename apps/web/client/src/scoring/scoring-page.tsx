import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { scoringPages } from '../pages.js';
import { useMe } from '../shell/me.js';
import { Page } from '../shell/page.js';
import { useCurrentInView } from '../shell/use-current-in-view.js';
import classes from './scoring-page.module.css';

interface ScoringPageProps {
  /** The label of the tab that is open. */
  readonly tab: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** One of the pages about how leads are chosen, with the way to the others. */
export function ScoringPage({ tab, aside, children }: ScoringPageProps) {
  const { role } = useMe();
  const tabsRef = useCurrentInView();
  return (
    <Page title="Scoring" tabTitle={`${tab} · Scoring`} aside={aside}>
      <nav ref={tabsRef} className={classes.tabs} aria-label="Scoring">
        {scoringPages
          .filter(({ roles }) => roles.includes(role))
          .map(({ path, label }) => (
            <NavLink key={path} to={path} end className={classes.tab!}>
              {label}
            </NavLink>
          ))}
      </nav>
      {children}
    </Page>
  );
}
