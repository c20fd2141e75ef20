/** Whether two values say the same, whatever the order of their keys: Postgres keeps an order of its own. */
export function sameJson(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [mine, yours] = [Object.entries(one), new Map(Object.entries(other))];
  return (
    mine.length === yours.size &&
    mine.every(([key, value]) => yours.has(key) && sameJson(value, yours.get(key)))
  );
}
