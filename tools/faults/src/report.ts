import type { FaultReport } from './run-faults.js';

const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
const NAMED_AT_MOST = 30;

/** The report in words, for a terminal and for a note. */
export function describeReport(report: FaultReport): string {
  const { faults, crashes, duplicates, waits, violations } = report;
  const total = [...faults.values()].reduce((sum, count) => sum + count, 0);
  const lines = [
    `seed ${report.seed}: ${total} faults in ${report.rounds} rounds`,
    ...counted(faults),
    ...(crashes.size > 0 ? ['processes that died at a point of the protocol:', ...counted(crashes)] : []),
    `${report.accepted} deliveries accepted (${report.posts} posts, ${report.turnedAway} turned away and sent again), ${report.events} events, ${report.verdicts} verdicts`,
    `${duplicates.deliveries} duplicate deliveries and ${duplicates.records} repeated records suppressed`,
    `${report.deadLetters} dead letters (${report.poisonRecords} poison records were produced)`,
    `a lead waited ${seconds(waits.p50)} (p50), ${seconds(waits.p99)} (p99), ${seconds(waits.longest)} at the longest; the longest recovery took ${seconds(report.longestRecovery)}`,
    ...violations.slice(0, NAMED_AT_MOST),
    ...(violations.length > NAMED_AT_MOST ? [`… and ${violations.length - NAMED_AT_MOST} more`] : []),
    `${violations.length} violations`,
  ];
  return lines.join('\n');
}

function counted(counts: ReadonlyMap<string, number>): string[] {
  return [...counts].sort(([, one], [, other]) => other - one).map(([name, count]) => `${String(count).padStart(5)}  ${name}`);
}
