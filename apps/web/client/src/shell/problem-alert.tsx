import { Alert, Button, Group, Text } from '@mantine/core';
import { asProblem } from '../api/request.js';

interface ProblemAlertProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
}

/** What went wrong, and the way on. */
export function ProblemAlert({ error, onRetry }: ProblemAlertProps) {
  const { title, detail } = asProblem(error);
  return (
    <Alert role="alert" color="red" variant="outline" title={title} my="md">
      <Group justify="space-between" gap="sm">
        <Text size="sm">{detail}</Text>
        {onRetry && (
          <Button size="compact-sm" variant="default" onClick={onRetry}>
            Try again
          </Button>
        )}
      </Group>
    </Alert>
  );
}
