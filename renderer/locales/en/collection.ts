import type { Words } from '../words.ts';
import type { collection as zh } from '../zh/collection.ts';

export const collection: Words<typeof zh> = {
  counter: 'Counter',
  receivables: 'Receivables',
  findAccount: 'Account',
  find: 'Find',
  owed: 'Owed',
  lateFee: 'Late fee',
  prepaid: 'Prepaid',
  openBills: 'Open bills',
  nothingOwed: 'Nothing is owed',
  overdueDays: 'Days overdue',
  due: 'To pay',
  amount: 'Amount (yuan)',
  method: 'Method',
  receive: 'Take payment',
  notAnAmount: 'An amount with at most two decimals',
  received: 'Receipt {{receiptNo}}: {{amount}} yuan received',
  toPrepaid: 'To prepaid',
  stillOwed: 'Still owed',
  methods: {
    cash: 'Cash',
    card: 'Card',
    transfer: 'Transfer',
    direct_debit: 'Direct debit',
    online: 'Online',
  },
  billNo: 'Bill',
  search: 'Account or name',
  onlyOverdue: 'Only overdue',
};
