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
      {versions.map((version) => (
        <VersionRow key={version.version} version={version} ruling={versions[0]!.version} />
      ))}
    </ol>
  );
}

function VersionRow({ version: shown, ruling }: { readonly version: ModelVersion; readonly ruling: number }) {
  const { version, kind, author, reason, promotedAt, changes, because, expected, measured } = shown;
  const now = useNow();
  const mayWrite = useMayWrite();
  const isRuling = version === ruling;
  const rollingBack = useRuleAgain(ruling);
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
            loading={rollingBack.isPending}
            onClick={() => rollingBack.mutate(version)}
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
              <dd>{measured?.says ?? 'Told four weeks after it began to rule'}</dd>
            </>
          )}
        </dl>
      </div>
    </li>
  );
}
