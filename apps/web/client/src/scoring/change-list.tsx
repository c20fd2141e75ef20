import classes from './versions.module.css';

interface ChangeListProps {
  readonly title: string;
  readonly changes: readonly string[];
}

const SHOWN = 5;

/** What differs between two tables, in words; what goes beyond a handful is folded up. */
export function ChangeList({ title, changes }: ChangeListProps) {
  if (changes.length === 0) return null;
  const [first, rest] = [changes.slice(0, SHOWN), changes.slice(SHOWN)];
  return (
    <div className={classes.changes}>
      <ul aria-label={title}>
        {first.map((change) => (
          <li key={change}>{change}</li>
        ))}
      </ul>
      {rest.length > 0 && (
        <details>
          <summary>… and {rest.length} more</summary>
          <ul>
            {rest.map((change) => (
              <li key={change}>{change}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
