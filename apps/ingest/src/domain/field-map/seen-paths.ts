import { attributeName, flatten } from '../body/flatten.js';
import type { Json, Scalar } from '../body/json.js';
import type { PersonEvent, ProviderEvent } from '../providers/provider.js';
import type { FieldMap, PathRule } from './field-map.js';
import { MappedBody } from './mapped-body.js';
import { keysOf, pathOf, placeOf } from './path.js';
import { rulesIn } from './rules-in.js';

/** A place in the bodies of a source that says something. */
export interface SeenPath {
  /** As a field map writes it. */
  readonly path: string;
  /** In how many of the events it said something. */
  readonly times: number;
  readonly example: Scalar;
  /** Whether a rule reads it; if none does, whether it is kept as an attribute, or in the stored delivery alone. */
  readonly use: 'rule' | 'attribute' | 'none';
}

const BY_USE = { rule: 0, attribute: 1, none: 2 } as const;

/** Every place that says something in any of the events, by the maps by which they were read; in the order first seen. */
export function seenPaths(events: readonly ProviderEvent[]): SeenPath[] {
  const seen = new Map<string, SeenPath>();
  for (const event of events) {
    for (const { path, example, use } of pathsOf(event)) {
      const known = seen.get(path);
      seen.set(path, {
        path,
        times: (known?.times ?? 0) + 1,
        example: known?.example ?? example,
        use: known !== undefined && BY_USE[known.use] <= BY_USE[use] ? known.use : use,
      });
    }
  }
  return [...seen.values()];
}

function pathsOf(event: ProviderEvent): Array<Omit<SeenPath, 'times'>> {
  if (event.kind === 'deal' || event.kind === 'lead' || event.kind === 'touch') {
    const { readBy = [] } = event;
    const [first] = readBy;
    if (first === undefined) return [];
    const ruled = new Set(readBy.flatMap(({ body, map }) => placesRead(body, map)));
    const kept = event.kind === 'deal' ? () => false : keepsAs(event);
    return flatten(first.body)
      .filter(({ path, value }) => path.length > 0 && value !== null)
      .map(({ path, value }) => ({
        path: pathOf(path),
        example: value,
        use: ruled.has(placeOf(path)) ? 'rule' : kept(path) ? 'attribute' : 'none',
      }));
  }
  return [];
}

function placesRead(body: Json, map: FieldMap): string[] {
  const reader = new MappedBody(body, map);
  return rulesIn(map).flatMap((rule: PathRule) => {
    const found = reader.find(rule);
    return found === undefined ? [] : [placeOf(keysOf(found.path))];
  });
}

/** Whether what stands at a path is among the attributes, whose names begin at the root of one of the maps. */
function keepsAs({ attributes, readBy = [] }: PersonEvent): (path: readonly string[]) => boolean {
  const roots = [[], ...readBy.flatMap(({ map }) => (map.root === undefined ? [] : [keysOf(map.root)]))];
  return (path) =>
    roots.some(
      (root) =>
        root.every((key, at) => path[at] === key) && Object.hasOwn(attributes, attributeName(path.slice(root.length))),
    );
}
