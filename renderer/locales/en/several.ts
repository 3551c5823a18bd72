import type { Words } from '../words.ts';
import type { several as zh } from '../zh/several.ts';

export const several: Words<typeof zh> = {
  outcome: 'Outcome',
  noneMarked: 'Mark at least one',
  stop: 'Stop',
  soFar: '{{total}} in all: {{done}} done, {{failed}} not done',
  states: { waiting: 'Waiting', working: 'In work…', left: 'Stopped, not done' },
};
