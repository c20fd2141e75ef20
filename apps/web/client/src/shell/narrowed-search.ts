/**
 * What the address asks for now, with one more condition, or without it where the value is blank. By the address and not
 * by the router's own `before`, which is that of the last rendering: what was asked for since would be undone.
 */
export function narrowedSearch(name: string, value: string): URLSearchParams {
  const asked = new URLSearchParams(window.location.search);
  if (value) asked.set(name, value);
  else asked.delete(name);
  return asked;
}
