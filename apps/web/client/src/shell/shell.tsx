import { Button, Center, Loader, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Suspense } from 'react';
import { Link, NavLink, Outlet, ScrollRestoration } from 'react-router';
import { signOut } from '../api/session.js';
import { pagesOf } from '../pages.js';
import { ColourToggle } from './colour-toggle.js';
import { Mark } from './icons.js';
import { useMe } from './me.js';
import { showProblem } from './notify.js';
import classes from './shell.module.css';
import { useCurrentInView } from './use-current-in-view.js';

/** The frame around every page: where one can go, who one is, the way out. */
export function Shell() {
  const me = useMe();
  const pagesRef = useCurrentInView();
  const leaving = useMutation({
    mutationFn: signOut,
    // Loaded anew, the page has nothing left of whoever was here.
    onSuccess: () => window.location.assign('/'),
    onError: showProblem,
  });
  return (
    <>
      <a className={classes.skip} href="#content">
        Skip to the content
      </a>
      <header className={classes.header}>
        <Link to="/" className={classes.brand}>
          <Mark /> Baton
        </Link>
        <nav className={classes.nav} aria-label="Pages" ref={pagesRef}>
          {pagesOf(me.role).map(({ path, label }) => (
            <NavLink key={path} to={path} className={classes.link!}>
              {label}
            </NavLink>
          ))}
        </nav>
        <div className={classes.user}>
          <Text size="sm" c="dimmed" className={classes.name}>
            {me.name}
          </Text>
          <ColourToggle />
          <Button variant="subtle" color="gray" px="xs" onClick={() => leaving.mutate()}>
            Sign out
          </Button>
        </div>
      </header>
      <ScrollRestoration />
      <main id="content" tabIndex={-1} className={classes.main}>
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
      </main>
    </>
  );
}

export function Waiting() {
  return (
    <Center py={96}>
      <Loader aria-label="Loading" />
    </Center>
  );
}
