import { useEffect, useEffectEvent } from 'react';

/** What a key does. */
export type KeyAction = () => void;

/**
 * Single keys for a whole page. They rest while somebody types, while a dialog is open, and with any modifier.
 * @param keys by `KeyboardEvent.key`.
 */
export function useListKeys(keys: Readonly<Record<string, KeyAction>>, enabled: boolean): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || (event.repeat && !MOVES.has(event.key))) return;
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest('input, textarea, select, [role="dialog"]')) return;
    // Enter on a link or a button is already theirs.
    if (event.key === 'Enter' && target?.closest('a, button')) return;
    const action = keys[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
  useEffect(() => {
    if (!enabled) return;
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [enabled]);
}

/** Held down, these go on and on; a verdict must not. */
const MOVES = new Set(['j', 'k', 'ArrowDown', 'ArrowUp']);
