import { Text, Title } from '@mantine/core';
import type { InterviewDraft, InterviewedRep, Question } from '../api/interview.js';
import { capitalised } from '../words/capitalised.js';
import { signed } from '../words/numbers.js';
import classes from './interview.module.css';
import { whoSaidIt } from './who-said-it.js';

interface WhatTheySaidProps {
  readonly questions: readonly Question[];
  readonly reps: readonly InterviewedRep[];
  readonly draft: InterviewDraft;
}

/** Every answer with its names, where reps do not agree first. */
export function WhatTheySaid({ questions, reps, draft: { statements, disagreements } }: WhatTheySaidProps) {
  const notes = reps.flatMap(({ name, answers }) => (answers?.note ? [{ name, note: answers.note }] : []));
  return (
    <section className={classes.section} aria-labelledby="said">
      <Title order={2} size="h4" id="said">
        What they said
      </Title>
      {disagreements.length > 0 && (
        <section className={classes.apart} aria-labelledby="apart">
          <h3 className={classes.heading} id="apart">
            Where they do not agree
          </h3>
          <ul>
            {disagreements.map(({ id, says }) => (
              <li key={id}>{capitalised(says)}.</li>
            ))}
          </ul>
          <Text size="sm" c="dimmed">
            What fewer say gives fewer points. Talk about it before the table rules.
          </Text>
        </section>
      )}
      <div className={classes.answers}>
        {questions.map(({ id, asks }) => {
          const said = statements.filter(({ question }) => question === id);
          return said.length === 0 ? null : (
            <section key={id}>
              <h3 className={classes.heading}>{asks}</h3>
              <ul className={classes.said}>
                {said.map((statement) => (
                  <li key={statement.id} data-statement={statement.id}>
                    <span>
                      {capitalised(statement.says)}
                      <span className={classes.who}>{whoSaidIt(statement)}</span>
                    </span>
                    {statement.when === null ? (
                      <span className={classes.who}>only a call tells</span>
                    ) : (
                      <strong>{signed(statement.points)}</strong>
                    )}
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
        {notes.length > 0 && (
          <section>
            <h3 className={classes.heading}>In their own words</h3>
            <ul className={classes.said}>
              {notes.map(({ name, note }) => (
                <li key={name}>
                  <span>
                    “{note}”<span className={classes.who}>{name}</span>
                  </span>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </section>
  );
}
