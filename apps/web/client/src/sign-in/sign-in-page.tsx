import { Alert, Button, Group, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef } from 'react';
import { asProblem } from '../api/request.js';
import { meKey, signIn } from '../api/session.js';
import { ColourToggle } from '../shell/colour-toggle.js';
import { Mark } from '../shell/icons.js';
import classes from './sign-in-page.module.css';

/** Stands in place of the page that was asked for, which is there at once after signing in. */
export function SignInPage() {
  const queries = useQueryClient();
  const password = useRef<HTMLInputElement>(null);
  const signingIn = useMutation({
    mutationKey: ['sign-in'],
    mutationFn: ({ email, secret }: { email: string; secret: string }) => signIn(email, secret),
    onSuccess: (me) => queries.setQueryData(meKey, me),
    onError: () => password.current?.select(),
  });
  useEffect(() => {
    document.title = 'Sign in · Baton';
  }, []);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    signingIn.mutate({ email: String(form.get('email')), secret: String(form.get('password')) });
  };
  const problem = signingIn.error && asProblem(signingIn.error);
  return (
    <main className={classes.page}>
      <Paper withBorder p="xl" w="100%" maw={400}>
        <Group justify="space-between" mb="lg">
          <Group gap="xs">
            <Mark />
            <Title order={1} size="h3">
              Sign in to Baton
            </Title>
          </Group>
          <ColourToggle />
        </Group>
        <form onSubmit={submit}>
          <Stack gap="md">
            {problem && (
              <Alert role="alert" color="red" variant="outline" title={problem.title}>
                {problem.detail}
              </Alert>
            )}
            <TextInput
              name="email"
              type="email"
              label="E-mail address"
              autoComplete="username"
              size="md"
              required
              withAsterisk={false}
              autoFocus
            />
            <PasswordInput
              ref={password}
              name="password"
              label="Password"
              autoComplete="current-password"
              size="md"
              required
              withAsterisk={false}
            />
            <Button type="submit" size="md" loading={signingIn.isPending}>
              Sign in
            </Button>
          </Stack>
        </form>
        <Text size="sm" c="dimmed" mt="lg">
          No account yet? An operator of Baton can create one for you.
        </Text>
      </Paper>
    </main>
  );
}
