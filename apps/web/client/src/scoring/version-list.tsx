import { Button, Text } from '@mantine/core';
import type { ModelVersion } from '../api/model-versions.js';
import { useNow } from '../live/use-now.js';
import { momentInWords } from '../words/moments.js';
import { expectedInWords, kindWords } from '../words/versions.js';
import { Causes } from './causes.js';
import { ChangeList } from './change-list.js';
import { useMayWrite } from './use-may-write.js';
import { useRuleAgain } from './version-queries.js';
import classes from './versions.module.css';

/** Newest first: the first one rules. */
export function VersionList({ versions }: { readonly versions: readonly ModelVersion[] }) {
  return (
    <ol className={classes.versions}>
      {versions.map((version, at) => (
        <VersionRow key={version.version} version={version} isRuling={at === 0} />
      ))}
    </ol>
  );
}

function VersionRow({ version: shown, isRuling }: { readonly version: ModelVersion; readonly isRuling: boolean }) {
  const { version, kind, author, reason, promotedAt, changes, because, expected, measured } = shown;
  const now = useNow();
  const mayWrite = useMayWrite();
  const ruling = useRuleAgain();
  return (
    <li className={classes.version} data-version={version}>
      <div>
        <h3 className={classes.heading}>
          Version {version}
          {isRuling && ' · rules now'}
        </h3>
        <Text size="sm" c="dimmed">
          {kindWords[kind]} · {author} · {momentInWords(new Date(promotedAt), now)}
        </Text>
        {mayWrite && !isRuling && (
          <Button
            variant="default"
            size="compact-sm"
            mt="xs"
            loading={ruling.isPending}
            onClick={() => ruling.mutate(version)}
            aria-label={`Roll back to version ${version}`}
          >
            Roll back
          </Button>
        )}
      </div>
      <div>
        <Text>“{reason}”</Text>
        <ChangeList title={`What version ${version} changed`} changes={changes} />
        <dl className={classes.facts}>
          {because && (
            <>
              <dt>Because of</dt>
              <dd>
                <Causes because={because} />
              </dd>
            </>
          )}
          {expected && (
            <>
              <dt>Expected</dt>
              <dd>{expectedInWords(expected)}</dd>
            </>
          )}
          {(expected || measured) && (
            <>
              <dt>Measured</dt>
              <dd>{measured?.says ?? 'Four weeks after it began to rule'}</dd>
            </>
          )}
        </dl>
      </div>
    </li>
  );
}
