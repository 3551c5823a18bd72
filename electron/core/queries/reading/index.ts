import type { QueryHandler } from '../../rpc/handlers.ts';
import { anomalyDetail } from './anomalyDetail.ts';
import { readingBatchLines } from './readingBatchLines.ts';
import { readingBatchPage } from './readingBatchPage.ts';
import { readingProgress } from './readingProgress.ts';
import { readingSheet } from './readingSheet.ts';
import { readingWorklist } from './readingWorklist.ts';

export const readingQueries: readonly QueryHandler[] = [
  readingWorklist,
  anomalyDetail,
  readingSheet,
  readingProgress,
  readingBatchPage,
  readingBatchLines,
];
