import type { Words } from '../words.ts';
import type { ledger as zh } from '../zh/ledger.ts';

export const ledger: Words<typeof zh> = {
  welcome: 'Welcome to Meterbook',
  intro: 'Read meters, issue bills, collect and reconcile on one ledger. Where do you want to begin?',
  sampleTitle: 'Try the sample office',
  sampleText:
    'Makes a made-up supply company: users of every role, tariffs, customers and three months of readings.',
  samplePoints: 'Service points',
  sampleCreate: 'Make the sample',
  emptyTitle: 'New empty ledger',
  emptyText: 'Makes a ledger for your company, with its first administrator.',
  emptyCreate: 'Make the ledger',
  openTitle: 'Open a ledger',
  openText: 'Opens a ledger file of this computer.',
  open: 'Open…',
  recent: 'Opened before',
  officeName: 'Company',
  adminName: "Administrator's user name",
  adminDisplayName: "Administrator's name",
  password: 'Password (at least 8 characters)',
  location: 'Place of the ledger',
  chooseLocation: 'Choose…',
  fileKind: 'Meterbook ledger',
  sampleReady: 'The sample is ready',
  sampleReadyText: 'The password of all these users is {{password}}. Sign in as one of them.',
  userName: 'User name',
  displayName: 'Name',
  rolesTitle: 'Roles',
  continue: 'Sign in',
  creating: 'Making the ledger…',
};
