import type { Words } from '../words.ts';
import type { common as zh } from '../zh/common.ts';

export const common: Words<typeof zh> = {
  productName: 'Meterbook 抄核收',
  language: '中文',
  period: 'Period',
  clockBehind:
    'The day of this computer, {{businessDate}}, is before the last day in the books, {{lastPostedOn}}: nothing is posted.',
  clockAhead:
    'The day of this computer, {{businessDate}}, is long after the last day in the books, {{lastPostedOn}}.',
  clockAdvice: 'Set the clock right; if the day is right, an administrator confirms it.',
  confirmDay: 'The day is right',
  businessDate: 'Business date',
  sampleOffice: 'Sample',
  save: 'Save',
  cancel: 'Cancel',
  close: 'Close',
  listSeparator: ', ',
  fieldRequired: 'Please state: {{label}}',
  notADecimal: 'Enter a number',
  showFile: 'Show file',
  retry: 'Try again',
  refresh: 'Refresh',
  loading: 'Loading…',
  empty: 'Nothing here',
  incident: 'Incident',
  details: 'Details',
  reason: 'Reason',
  coreRestarted:
    'The ledger service was restarted. Go on working; nothing that was done is lost or done twice.',
  outcomeDone: 'Found out: this was done, and must not be done again. ({{command}})',
  outcomeNotDone: 'Found out: this was not done, and nothing was changed. Do it again. ({{command}})',
  signOut: 'Sign out',
  changePassword: 'Change password',
  yes: 'Yes',
  no: 'No',
  rows: '{{count}} rows',
  atLeastRows: '{{count}} rows shown',
  notJson: 'This is not one JSON object',
};
