import type { Rig } from '../rig/rig.js';

/** Questions to the services' tables whose answer must be empty; each row says in words what is wrong. */
const QUESTIONS: Readonly<Record<string, string>> = {
  'a delivery that took effect twice': `
    SELECT 'message ' || dedupe_key || ' took effect ' || count(*) || ' times' AS wrong
      FROM ingest.deliveries WHERE state = 'done' AND outcome <> 'duplicate'
     GROUP BY source_id, dedupe_key HAVING count(*) > 1`,
  'a dead delivery that nobody can see': `
    SELECT 'delivery ' || delivery.id || ' is dead without a dead letter' AS wrong
      FROM ingest.deliveries delivery WHERE state = 'dead' AND NOT EXISTS
        (SELECT 1 FROM ingest.dead_letters WHERE origin ->> 'deliveryId' = delivery.id::text)`,
  'an event that was told twice': `
    SELECT 'lead ' || lead_id || ' has attempt ' || attempt || ' ' || count(*) || ' times' AS wrong
      FROM routing.assignments GROUP BY lead_id, attempt HAVING count(*) > 1`,
  'a lead with two owners': `
    SELECT 'lead ' || lead_id || ' has ' || count(*) || ' open assignments' AS wrong
      FROM routing.assignments WHERE state = 'open' GROUP BY lead_id HAVING count(*) > 1`,
  'a count of open leads that has drifted, as it would by an event handled twice or half': `
    SELECT 'rep ' || load.rep_id || ' is said to have ' || load.open || ' open leads and has ' || count(assignment.id) AS wrong
      FROM routing.rep_loads load LEFT JOIN routing.assignments assignment
        ON assignment.rep_id = load.rep_id AND assignment.state = 'open'
     GROUP BY load.rep_id, load.open HAVING load.open <> count(assignment.id)`,
  'a qualified lead without an owner': `
    SELECT 'lead ' || lead_id || ' is qualified and has never had an owner' AS wrong
      FROM scoring.leads lead WHERE decision = 'qualified' AND NOT EXISTS
        (SELECT 1 FROM routing.assignments WHERE assignments.lead_id = lead.lead_id)
       AND NOT EXISTS (SELECT 1 FROM routing.lead_standings WHERE lead_id = lead.lead_id AND withdrawn)`,
  'an owner who does not know': `
    SELECT 'assignment ' || assignment.id || ' never reached the rep''s list' AS wrong
      FROM routing.assignments assignment WHERE assignment.state <> 'withdrawn' AND NOT EXISTS
        (SELECT 1 FROM feedback.handed_leads handed
          WHERE handed.lead_id = assignment.lead_id AND handed.attempt >= assignment.attempt)`,
  'a lead that reporting has not heard of': `
    SELECT 'lead ' || lead.id || ' is not in the funnel' AS wrong
      FROM ingest.leads lead WHERE NOT EXISTS (SELECT 1 FROM reporting.lead_facts WHERE lead_id = lead.id)`,
};

export async function auditState(rig: Rig): Promise<string[]> {
  const violations: string[] = [];
  for (const [about, question] of Object.entries(QUESTIONS)) {
    for (const { wrong } of await rig.sql<{ wrong: string }>(question)) violations.push(`${about}: ${wrong}`);
  }
  return violations;
}
