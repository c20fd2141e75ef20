import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { asProblem } from '../api/request.js';

const DONE_SHOWN_MS = 6_000;

/** Mantine's own grey is too pale to be read, and its button has no name. */
const LEGIBLE = {
  withBorder: true,
  closeButtonProps: { 'aria-label': 'Dismiss' },
  styles: { description: { color: 'var(--mantine-color-dimmed)' } },
};

export function showDone(title: string, message: ReactNode): void {
  notifications.show({ title, message, color: 'baton', autoClose: DONE_SHOWN_MS, ...LEGIBLE });
}

/** Stays until it is closed: whoever looked away must learn of it all the same. */
export function showProblem(error: unknown): void {
  const { title, detail } = asProblem(error);
  notifications.show({
    title,
    message: detail,
    color: 'red',
    autoClose: false,
    ...LEGIBLE,
    role: 'alert',
  });
}
