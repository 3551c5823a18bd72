import { tariffDetail } from './tariffDetail.ts';
import { tariffList } from './tariffList.ts';
import { tariffTrial } from './tariffTrial.ts';
import { tariffWhatIf } from './tariffWhatIf.ts';

export const tariffQueries = [tariffList, tariffDetail, tariffTrial, tariffWhatIf];
