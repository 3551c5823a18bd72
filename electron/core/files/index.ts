import { readStoredBankFile } from './bank/readStoredBankFile.ts';
import { writeBillDocument, writeBillDocuments } from './billDocument.ts';
import { checkFolder } from './checkFolder.ts';
import { checkProfile } from './checkProfile.ts';
import { readCustomerFile } from './customer/readCustomerFile.ts';
import { writeTemplate } from './customer/writeTemplate.ts';
import { writeDepositDocument } from './depositDocument.ts';
import { readMeterFile } from './meter/readMeterFile.ts';
import { writeReceiptDocument } from './receiptDocument.ts';
import { writeReconciliationWorkbook } from './reconciliationWorkbook.ts';
import { readTable } from './table.ts';
import { readPriceSheet } from './tariff/priceSheet/readPriceSheet.ts';
import { writePriceSheet } from './tariff/priceSheet/writePriceSheet.ts';
import { readTariffTable } from './tariff/readTariffTable.ts';
import { writeTariffTable } from './tariff/writeTariffTable.ts';
import { writeCsv } from './writeCsv.ts';

/** Readers and writers of files, handed to the `prepare` part of commands. */
export type Files = ReturnType<typeof createFiles>;

export function createFiles() {
  return {
    checkFolder,
    checkProfile,
    readTable,
    readMeterFile,
    readCustomerFile,
    writeTemplate,
    readStoredBankFile,
    readTariffTable,
    writeTariffTable,
    readPriceSheet,
    writePriceSheet,
    writeCsv,
    writeBillDocument,
    writeBillDocuments,
    writeReceiptDocument,
    writeDepositDocument,
    writeReconciliationWorkbook,
  };
}
