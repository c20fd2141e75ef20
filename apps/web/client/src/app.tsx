import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { lazy } from 'react';
import { createBrowserRouter, Navigate, RouterProvider } from 'react-router';
import { asProblem } from './api/request.js';
import { fetchMe, meKey } from './api/session.js';
import { homeOf } from './pages.js';
import { ForRoles } from './shell/for-roles.js';
import { MeContext, useMe } from './shell/me.js';
import { NotFoundPage } from './shell/not-found-page.js';
import { ProblemAlert } from './shell/problem-alert.js';
import { Shell, Waiting } from './shell/shell.js';
import { SignInPage } from './sign-in/sign-in-page.js';
import { cssVariables, theme } from './theme.js';

const MyLeadsPage = lazy(() => import('./my-leads/my-leads-page.js'));
const LeadStoryPage = lazy(() => import('./lead-story/lead-story-page.js'));
const FunnelPage = lazy(() => import('./funnel/funnel-page.js'));
const FindLeadsPage = lazy(() => import('./find-leads/find-leads-page.js'));
const HealthPage = lazy(() => import('./health/health-page.js'));
const DeadLettersPage = lazy(() => import('./dead-letters/dead-letters-page.js'));
const DeadLetterPage = lazy(() => import('./dead-letters/dead-letter-page.js'));
const FieldMapPage = lazy(() => import('./field-map/field-map-page.js'));
const SamePersonPage = lazy(() => import('./same-person/same-person-page.js'));
const PointsPage = lazy(() => import('./scoring/points-page.js'));
const HowManyPage = lazy(() => import('./scoring/how-many-page.js'));
const VersionsPage = lazy(() => import('./scoring/versions-page.js'));
const InterviewPage = lazy(() => import('./interview/interview-page.js'));
const SaidAndDonePage = lazy(() => import('./interview/said-and-done-page.js'));
const SourcesPage = lazy(() => import('./sources/sources-page.js'));

/** A session that has ended shows in whichever answer comes next. */
const noticeEndOfSession = (error: unknown) => {
  if (asProblem(error).status === 401) queries.setQueryData(meKey, null);
};

const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeEndOfSession }),
  mutationCache: new MutationCache({
    onError: (error, _given, _changed, { options: { mutationKey } }) => {
      // A wrong password is no end of a session.
      if (mutationKey?.[0] !== 'sign-in') noticeEndOfSession(error);
    },
  }),
  defaultOptions: {
    queries: {
      retry: (failures, error) => failures < 2 && asProblem(error).isPassing,
      refetchOnWindowFocus: false,
    },
  },
});

const router = createBrowserRouter([
  {
    element: <Shell />,
    children: [
      { index: true, element: <Home /> },
      { path: 'my-leads', element: <ForRoles path="/my-leads" children={<MyLeadsPage />} /> },
      { path: 'leads', element: <ForRoles path="/leads" children={<FindLeadsPage />} /> },
      { path: 'leads/:leadId', element: <LeadStoryPage /> },
      { path: 'funnel', element: <FunnelPage /> },
      { path: 'scoring', element: <ForRoles path="/scoring" children={<PointsPage />} /> },
      { path: 'scoring/versions', element: <ForRoles path="/scoring/versions" children={<VersionsPage />} /> },
      { path: 'scoring/how-many', element: <ForRoles path="/scoring/how-many" children={<HowManyPage />} /> },
      { path: 'scoring/interview', element: <ForRoles path="/scoring/interview" children={<InterviewPage />} /> },
      {
        path: 'scoring/said-and-done',
        element: <ForRoles path="/scoring/said-and-done" children={<SaidAndDonePage />} />,
      },
      { path: 'interview', element: <Navigate to="/scoring/interview" replace /> },
      { path: 'sources', element: <ForRoles path="/sources" children={<SourcesPage />} /> },
      { path: 'sources/:sourceId/field-map', element: <ForRoles path="/sources" children={<FieldMapPage />} /> },
      { path: 'same-person', element: <ForRoles path="/same-person" children={<SamePersonPage />} /> },
      { path: 'health', element: <ForRoles path="/health" children={<HealthPage />} /> },
      { path: 'dead-letters', element: <ForRoles path="/dead-letters" children={<DeadLettersPage />} /> },
      {
        path: 'dead-letters/:service/:letterId',
        element: <ForRoles path="/dead-letters" children={<DeadLetterPage />} />,
      },
      { path: '*', element: <NotFoundPage /> },
    ],
  },
]);

function Home() {
  return <Navigate to={homeOf(useMe().role)} replace />;
}

export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <Notifications position="bottom-right" limit={3} />
        <SignedIn />
      </QueryClientProvider>
    </MantineProvider>
  );
}

function SignedIn() {
  const { data: me, error, refetch } = useQuery({ queryKey: meKey, queryFn: fetchMe, staleTime: Infinity });
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (me === undefined) return <Waiting />;
  if (me === null) return <SignInPage />;
  return (
    <MeContext value={me}>
      <RouterProvider router={router} />
    </MeContext>
  );
}
