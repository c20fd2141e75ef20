import { Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { asProblem } from '../api/request.js';
import { ProblemAlert } from '../shell/problem-alert.js';
import { Waiting } from '../shell/shell.js';

interface PartProps<Data> {
  readonly query: UseQueryResult<Data>;
  readonly children: (data: Data) => ReactNode;
}

const NOT_FOUND = 404;

/** A part of a page that asks a question of its own: where that fails, the others stand. */
export function Part<Data>({ query: { data, error, refetch }, children }: PartProps<Data>) {
  if (data !== undefined) return children(data);
  if (!error) return <Waiting />;
  // While Baton is being updated, the page may be newer than the service.
  if (asProblem(error).status === NOT_FOUND)
    return <Text c="dimmed">The scoring service that runs here cannot tell this yet.</Text>;
  return <ProblemAlert error={error} onRetry={() => void refetch()} />;
}
