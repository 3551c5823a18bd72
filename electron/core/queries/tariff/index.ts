import { holidayList } from './holidayList.ts';
import { tariffDetail } from './tariffDetail.ts';
import { tariffDrafts } from './tariffDrafts.ts';
import { tariffList } from './tariffList.ts';
import { tariffTrial } from './tariffTrial.ts';
import { tariffWhatIf } from './tariffWhatIf.ts';

export const tariffQueries = [holidayList, tariffList, tariffDetail, tariffDrafts, tariffTrial, tariffWhatIf];
