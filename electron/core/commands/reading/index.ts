import type { CommandHandler } from '../../rpc/handlers.ts';
import { confirmAnomaly } from './confirmAnomaly.ts';
import { correctReading } from './correctReading.ts';
import { estimateReadings } from './estimateReadings.ts';
import { exportBatchErrors } from './exportBatchErrors.ts';
import { importReadings } from './importReadings.ts';
import { keyReadings } from './keyReadings.ts';

export const readingCommands: readonly CommandHandler[] = [
  importReadings,
  keyReadings,
  correctReading,
  estimateReadings,
  confirmAnomaly,
  exportBatchErrors,
];
